import { parseInteger, type MemoryCommands } from './memory-command.ts'
import type { MemoryKeyspace } from './memory-keyspace.ts'
import { RedisError, type RedisReply } from './redis-store.ts'

export const listCommands: MemoryCommands = {
  RPUSH: {
    minimum: 2,
    run: (keyspace, [key = '', ...values]) => write(keyspace, key, [...keyspace.getList(key), ...values]),
  },
  LPUSH: {
    minimum: 2,
    run: (keyspace, [key = '', ...values]) => write(keyspace, key, [...values.toReversed(), ...keyspace.getList(key)]),
  },
  LPOP: { minimum: 1, maximum: 2, run: (keyspace, [key = '', count]) => popLeft(keyspace, key, count) },
  LLEN: { minimum: 1, maximum: 1, run: (keyspace, [key = '']) => keyspace.getList(key).length },
  LRANGE: { minimum: 3, maximum: 3, run: (keyspace, [key = '', ...range]) => slice(keyspace.getList(key), range) },
  LTRIM: {
    minimum: 3,
    maximum: 3,
    run: (keyspace, [key = '', ...range]) => {
      write(keyspace, key, slice(keyspace.getList(key), range))
      return 'OK'
    },
  },
  LREM: {
    minimum: 3,
    maximum: 3,
    run: (keyspace, [key = '', count, value = '']) => removeValue(keyspace, key, parseInteger(count), value),
  },
}

function write(keyspace: MemoryKeyspace, key: string, list: string[]): number {
  keyspace.setList(key, list)
  return list.length
}

function popLeft(keyspace: MemoryKeyspace, key: string, countText: string | undefined): RedisReply {
  const count = countText === undefined ? 1 : parseInteger(countText)
  if (count < 0) throw new RedisError('reply', 'ERR value is out of range, must be positive')
  const list = keyspace.getList(key)
  if (list.length === 0) return null
  keyspace.setList(key, list.slice(count))
  return countText === undefined ? (list[0] ?? null) : list.slice(0, count)
}

/** Both ends are inclusive and count from the list's end when negative. */
function slice(list: readonly string[], [startText, stopText]: readonly string[]): string[] {
  const start = parseInteger(startText)
  const stop = parseInteger(stopText)
  const from = Math.max(start < 0 ? list.length + start : start, 0)
  const to = stop < 0 ? list.length + stop : stop
  return to < from ? [] : list.slice(from, to + 1)
}

/** Removes |count| occurrences, all for 0; a negative count begins at the list's end. */
function removeValue(keyspace: MemoryKeyspace, key: string, count: number, value: string): number {
  const list = keyspace.getList(key)
  const ordered = count < 0 ? list.toReversed() : list
  let left = count === 0 ? list.length : Math.abs(count)
  const kept = ordered.filter((item) => item !== value || left-- <= 0)
  if (kept.length !== list.length) keyspace.setList(key, count < 0 ? kept.toReversed() : kept)
  return list.length - kept.length
}
