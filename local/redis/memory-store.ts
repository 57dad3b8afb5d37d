import { EventEmitter } from 'node:events'
import type { MemoryCommand } from './memory-command.ts'
import { keyCommands } from './memory-key-commands.ts'
import { MemoryKeyspace } from './memory-keyspace.ts'
import { listCommands } from './memory-list-commands.ts'
import { persistKeyspace } from './memory-persistence.ts'
import { createMemoryScripts, type MemoryScript, type ScriptRedis } from './memory-scripts.ts'
import { stringCommands } from './memory-string-commands.ts'
import { RedisError, type RedisCommand, type RedisOutcome, type RedisReply, type RedisStore } from './redis-store.ts'

export interface MemoryStoreOptions {
  /** Script text to its equal in JavaScript. */
  readonly scripts?: ReadonlyMap<string, MemoryScript>
  /** Where the keys survive a restart; without it they do not. */
  readonly file?: string
  readonly nowMs?: () => number
}

/** The part of Redis that ToggleMaster uses, for a machine without a redis-server. Other commands are errors. */
export function createMemoryStore({
  scripts = new Map(),
  file,
  nowMs = Date.now,
}: MemoryStoreOptions = {}): RedisStore {
  const keyspace = new MemoryKeyspace(nowMs)
  const persistence = file === undefined ? undefined : persistKeyspace(keyspace, file)
  const channels = new EventEmitter().setMaxListeners(0)
  const knownScripts = createMemoryScripts(scripts)
  const redis: ScriptRedis = { call: (...command) => run(command) }
  const commands: Readonly<Record<string, MemoryCommand>> = {
    ...keyCommands,
    ...stringCommands,
    ...listCommands,
    EVAL: { minimum: 2, run: (_keyspace, [script = '', ...args]) => knownScripts.evaluate(redis, script, args) },
    EVALSHA: { minimum: 2, run: (_keyspace, [sha = '', ...args]) => knownScripts.evaluateSha(redis, sha, args) },
    PUBLISH: { minimum: 2, maximum: 2, run: (_keyspace, [channel = '', message]) => publish(channel, message) },
  }

  const publish = (channel: string, message: string | undefined): number => {
    const receivers = channels.listenerCount(`:${channel}`)
    channels.emit(`:${channel}`, message)
    return receivers
  }
  const run = ([name = '', ...args]: RedisCommand): RedisReply => {
    const reply = findCommand(commands, name, args).run(keyspace, args)
    persistence?.saveSoon()
    return reply
  }
  const runToOutcome = (command: RedisCommand): RedisOutcome => {
    try {
      return { result: run(command) }
    } catch (cause) {
      if (cause instanceof RedisError) return { error: cause.message }
      throw cause
    }
  }

  return {
    call: async (command) => run(command),
    callAtomically: async (batch) => {
      assertCommands(commands, batch)
      return batch.map(runToOutcome)
    },
    subscribe: async (channel, listener) => {
      channels.on(`:${channel}`, listener)
      return () => void channels.off(`:${channel}`, listener)
    },
    close: async () => persistence?.close(),
  }
}

function findCommand(
  commands: Readonly<Record<string, MemoryCommand>>,
  name: string,
  args: readonly string[],
): MemoryCommand {
  const command = commands[name.toUpperCase()]
  if (!command) {
    const seen = args.map((arg) => `'${arg}' `).join('')
    throw new RedisError('reply', `ERR unknown command '${name}', with args beginning with: ${seen}`)
  }
  if (args.length < command.minimum || args.length > (command.maximum ?? Number.POSITIVE_INFINITY)) {
    throw new RedisError('reply', `ERR wrong number of arguments for '${name.toLowerCase()}' command`)
  }
  return command
}

/** Redis discards a transaction with a command that it could not even queue. */
function assertCommands(commands: Readonly<Record<string, MemoryCommand>>, batch: readonly RedisCommand[]): void {
  try {
    for (const [name = '', ...args] of batch) findCommand(commands, name, args)
  } catch (cause) {
    throw new RedisError('reply', 'EXECABORT Transaction discarded because of previous errors.', { cause })
  }
}
