import { ORIGIN_MARK, redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { RedisWithin } from '../redis.ts'
import { BODY_TIMEOUT_MS, type RulesetSource } from './ruleset-source.ts'

/** Reads what the origin published to Redis. */
export function createRedisSource(redisWithin: RedisWithin): RulesetSource {
  return {
    readSigned: async (environmentId, { timeoutMs, parts }) => {
      const signed = [redisKeys.head(environmentId), ...(parts === 'all' ? [redisKeys.access(environmentId)] : [])]
      const [mark, head, access] = await redisWithin(timeoutMs).mget<unknown[]>(ORIGIN_MARK, ...signed)
      return { head: textOf(head), access: textOf(access), isPublishedTo: textOf(mark) !== undefined }
    },
    readBody: async (environmentId, version) =>
      textOf(await redisWithin(BODY_TIMEOUT_MS).get<unknown>(redisKeys.ruleset(environmentId, version))),
  }
}

function textOf(reply: unknown): string | undefined {
  return typeof reply === 'string' ? reply : undefined
}
