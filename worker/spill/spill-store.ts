import type { Redis } from '@upstash/redis'
import { SPILL_PATTERN } from '../../shared/contracts/redis-keys.ts'

const KEYS_PER_SCAN = 1_000

/** The lists where edges leave the batches that SQS would not take. */
export interface SpillStore {
  /** Every list that has entries. */
  lists(): Promise<readonly string[]>
  /** @returns at most `length` entries; from a replica perhaps some that were removed a moment ago */
  head(list: string, length: number): Promise<readonly string[]>
  /** Removes one entry that has this very text. */
  remove(list: string, entry: string): Promise<void>
  ping(): Promise<void>
}

/** @param redis  with automatic deserialization off: entries are removed by their very text */
export function createSpillStore(redis: Redis): SpillStore {
  return {
    async lists() {
      const lists = new Set<string>()
      let cursor = '0'
      do {
        const [next, keys] = await redis.scan(cursor, { match: SPILL_PATTERN, count: KEYS_PER_SCAN })
        for (const key of keys) lists.add(key)
        cursor = next
      } while (cursor !== '0')
      return [...lists]
    },
    head: (list, length) => redis.lrange(list, 0, length - 1),
    async remove(list, entry) {
      await redis.lrem(list, 1, entry)
    },
    async ping() {
      await redis.ping()
    },
  }
}
