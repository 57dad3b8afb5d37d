export type RedisReply = string | number | null | readonly RedisReply[]

/** One command's fate inside a pipeline or a transaction, in the words of the Upstash protocol. */
export type RedisOutcome = { readonly result: RedisReply } | { readonly error: string }

/** A command's name and its arguments. */
export type RedisCommand = readonly string[]

/**
 * A Redis behind the REST front, whoever keeps the data.
 * @throws RedisError  `reply` when Redis answered with an error, `unavailable` when it could not be asked
 */
export interface RedisStore {
  call(command: RedisCommand): Promise<RedisReply>
  /** MULTI … EXEC: nobody sees a state between two of the commands. One failing command does not undo the others. */
  callAtomically(commands: readonly RedisCommand[]): Promise<readonly RedisOutcome[]>
  /** Listens until the returned function is called. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => void>
  close(): Promise<void>
}

export class RedisError extends Error {
  readonly code: 'reply' | 'unavailable'

  constructor(code: 'reply' | 'unavailable', message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RedisError'
    this.code = code
  }
}
