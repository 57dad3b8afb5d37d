import { parseInteger, syntaxError, type MemoryCommands } from './memory-command.ts'
import { RedisError, type RedisReply } from './redis-store.ts'
import type { MemoryKeyspace } from './memory-keyspace.ts'

export const stringCommands: MemoryCommands = {
  GET: { minimum: 1, maximum: 1, run: (keyspace, [key = '']) => keyspace.getString(key) ?? null },
  MGET: { minimum: 1, run: (keyspace, keys) => keys.map((key) => stringOrNull(keyspace, key)) },
  SET: { minimum: 2, run: (keyspace, [key = '', value = '', ...options]) => set(keyspace, key, value, options) },
  SETNX: {
    minimum: 2,
    maximum: 2,
    run: (keyspace, [key = '', value = '']) => (set(keyspace, key, value, ['NX']) === 'OK' ? 1 : 0),
  },
  INCR: { minimum: 1, maximum: 1, run: (keyspace, [key = '']) => increment(keyspace, key) },
}

/** MGET takes a key of another type for a missing one. */
function stringOrNull(keyspace: MemoryKeyspace, key: string): string | null {
  const value = keyspace.get(key)?.value
  return typeof value === 'string' ? value : null
}

function set(keyspace: MemoryKeyspace, key: string, value: string, options: readonly string[]): RedisReply {
  const { condition, lifetimeMs } = readSetOptions(options)
  const exists = keyspace.get(key) !== undefined
  if (condition !== undefined && exists !== (condition === 'XX')) return null
  keyspace.set(key, value, lifetimeMs === undefined ? undefined : keyspace.nowMs() + lifetimeMs)
  return 'OK'
}

interface SetOptions {
  readonly condition?: 'NX' | 'XX'
  readonly lifetimeMs?: number
}

function readSetOptions([option, ...rest]: readonly string[]): SetOptions {
  const name = option?.toUpperCase()
  switch (name) {
    case undefined:
      return {}
    case 'NX':
    case 'XX':
      return addOption(readSetOptions(rest), { condition: name })
    case 'EX':
    case 'PX':
      return addOption(readSetOptions(rest.slice(1)), { lifetimeMs: readLifetimeMs(name, rest[0]) })
    default:
      throw syntaxError()
  }
}

function addOption(options: SetOptions, more: SetOptions): SetOptions {
  if (Object.keys(more).some((name) => name in options)) throw syntaxError()
  return { ...options, ...more }
}

function readLifetimeMs(unit: 'EX' | 'PX', text: string | undefined): number {
  if (text === undefined) throw syntaxError()
  const lifetime = parseInteger(text)
  if (lifetime <= 0) throw new RedisError('reply', "ERR invalid expire time in 'set' command")
  return unit === 'EX' ? lifetime * 1000 : lifetime
}

function increment(keyspace: MemoryKeyspace, key: string): number {
  const next = parseInteger(keyspace.getString(key) ?? '0') + 1
  keyspace.set(key, String(next), keyspace.get(key)?.expiresAtMs)
  return next
}
