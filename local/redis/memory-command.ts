import type { MemoryKeyspace } from './memory-keyspace.ts'
import { RedisError, type RedisReply } from './redis-store.ts'

/** A command of the Redis in memory. */
export interface MemoryCommand {
  /** How many arguments it takes, the name not counted. */
  readonly minimum: number
  readonly maximum?: number
  run(keyspace: MemoryKeyspace, args: readonly string[]): RedisReply
}

export type MemoryCommands = Readonly<Record<string, MemoryCommand>>

/** @returns an integer of 64 bits as far as a double holds it */
export function parseInteger(text: string | undefined): number {
  const integer = Number(text)
  if (text === undefined || !/^-?\d+$/u.test(text) || !Number.isSafeInteger(integer)) {
    throw new RedisError('reply', 'ERR value is not an integer or out of range')
  }
  return integer
}

export function syntaxError(): RedisError {
  return new RedisError('reply', 'ERR syntax error')
}
