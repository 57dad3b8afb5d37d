import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { RedisWithin } from '../redis.ts'
import { SPILL_LIMIT, type SpillList } from './spill-list.ts'

const TIMEOUT_MS = 2_000

/** Length first, then the push: several edges together may go a little beyond the bound, which only has to be one. */
export function createRedisSpillList(redisWithin: RedisWithin): SpillList {
  return {
    push: async (environmentId, texts) => {
      const redis = redisWithin(TIMEOUT_MS)
      const key = redisKeys.spill(environmentId)
      const room = Math.max(0, SPILL_LIMIT - (await redis.llen(key)))
      const pushed = texts.slice(0, room)
      if (pushed.length > 0) await redis.rpush(key, ...pushed)
      return pushed.length
    },
  }
}
