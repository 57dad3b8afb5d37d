import { compileGlob } from './glob-pattern.ts'
import { parseInteger, syntaxError, type MemoryCommands } from './memory-command.ts'
import type { MemoryKeyspace, MemoryValue } from './memory-keyspace.ts'
import { RedisError, type RedisReply } from './redis-store.ts'

const DEFAULT_SCAN_COUNT = 10

export const keyCommands: MemoryCommands = {
  PING: { minimum: 0, maximum: 1, run: (_keyspace, [message]) => message ?? 'PONG' },
  DEL: { minimum: 1, run: (keyspace, keys) => keys.filter((key) => keyspace.delete(key)).length },
  EXISTS: { minimum: 1, run: (keyspace, keys) => keys.filter((key) => keyspace.get(key) !== undefined).length },
  TYPE: { minimum: 1, maximum: 1, run: (keyspace, [key = '']) => typeName(keyspace.get(key)?.value) },
  EXPIRE: {
    minimum: 2,
    maximum: 2,
    run: (keyspace, [key = '', seconds]) => expire(keyspace, key, parseInteger(seconds)),
  },
  TTL: { minimum: 1, maximum: 1, run: (keyspace, [key = '']) => timeToLiveSeconds(keyspace, key) },
  KEYS: { minimum: 1, maximum: 1, run: (keyspace, [glob = '']) => keysLike(keyspace, glob) },
  SCAN: { minimum: 1, run: (keyspace, [cursor = '', ...options]) => scan(keyspace, cursor, options) },
  FLUSHALL: {
    minimum: 0,
    maximum: 1,
    run: (keyspace) => {
      keyspace.clear()
      return 'OK'
    },
  },
}

function typeName(value: MemoryValue | undefined): RedisReply {
  if (value === undefined) return 'none'
  return typeof value === 'string' ? 'string' : 'list'
}

function expire(keyspace: MemoryKeyspace, key: string, seconds: number): number {
  const entry = keyspace.get(key)
  if (!entry) return 0
  keyspace.set(key, entry.value, keyspace.nowMs() + seconds * 1000)
  return 1
}

/** −2 for a missing key, −1 for one that never expires. */
function timeToLiveSeconds(keyspace: MemoryKeyspace, key: string): number {
  const entry = keyspace.get(key)
  if (!entry) return -2
  return entry.expiresAtMs === undefined ? -1 : Math.round((entry.expiresAtMs - keyspace.nowMs()) / 1000)
}

function keysLike(keyspace: MemoryKeyspace, glob: string): string[] {
  const pattern = compileGlob(glob)
  return keyspace.entries().flatMap(([key]) => (pattern.test(key) ? [key] : []))
}

/**
 * The cursor is the sequence of the last key that was looked at: a key that exists from the first call to the last is
 * found, whatever is written or deleted between the calls.
 */
function scan(keyspace: MemoryKeyspace, cursor: string, options: readonly string[]): RedisReply {
  if (!/^\d+$/u.test(cursor)) throw new RedisError('reply', 'ERR invalid cursor')
  const { pattern, count } = readScanOptions(options)
  const rest = keyspace.entries().filter(([, entry]) => entry.sequence > Number(cursor))
  const page = rest.slice(0, count)
  const next = rest.length > count ? (page.at(-1)?.[1].sequence ?? 0) : 0
  return [String(next), page.flatMap(([key]) => (pattern.test(key) ? [key] : []))]
}

function readScanOptions(options: readonly string[]): { readonly pattern: RegExp; readonly count: number } {
  let pattern = compileGlob('*')
  let count = DEFAULT_SCAN_COUNT
  for (let index = 0; index < options.length; index += 2) {
    const value = options[index + 1]
    const name = options[index]?.toUpperCase()
    if (value === undefined) throw syntaxError()
    if (name === 'MATCH') pattern = compileGlob(value)
    else if (name === 'COUNT') count = parseInteger(value)
    else throw syntaxError()
  }
  if (count < 1) throw syntaxError()
  return { pattern, count }
}
