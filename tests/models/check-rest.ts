import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { createPublishingRepository } from '../../origin/publishing/publishing-repository.ts'
import { isExpired, parseAccessTable } from '../../shared/contracts/access-table.ts'
import { parseHead } from '../../shared/contracts/head.ts'
import { type ParseResult, describeProblems } from '../../shared/contracts/parse-result.ts'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { checkIsolate } from './check-isolate.ts'
import type { ModelWorld } from './model-world.ts'

/** By then Redis is what SQLite says, whatever happened before. */
const HEALED_MS = 15_000

/** Lets everything be well and time pass: then Redis equals SQLite, and every isolate, also one that slept, serves it. */
export async function checkRest(world: ModelWorld): Promise<void> {
  const { redis, clock, isolates } = world
  redis.health = 'up'
  redis.lag = 'none'
  if (!world.origin().isAlive()) world.restartOrigin()
  world.origin().spare()
  await clock.pass(HEALED_MS)
  await expectRedisToEqualSqlite(world)
  for (const isolate of isolates) await checkIsolate(world, isolate)
}

async function expectRedisToEqualSqlite({ redis, database, scope }: ModelWorld): Promise<void> {
  const repository = createPublishingRepository(database)
  const { id } = scope.environment
  const ruleset = repository.ruleset(id)
  const head = readAs(parseHead, await redis.peek(redisKeys.head(id)))
  const access = readAs(parseAccessTable, await redis.peek(redisKeys.access(id)))
  const body = await redis.peek(redisKeys.ruleset(id, ruleset.version))
  expect(head.version).toBe(ruleset.version)
  expect(gunzipSync(Buffer.from(body ?? '', 'base64')).toString()).toBe(Buffer.from(encodeRuleset(ruleset)).toString())
  expect(access.version).toBe(repository.versionsOf(id)?.accessVersion)
  // One that expired since the table was issued stands in it still, with its time.
  const listed = access.keys.filter((key) => !isExpired(key, Date.now()))
  expect(listed).toEqual(repository.liveKeys(id, Date.now()))
}

function readAs<T>(parse: (payload: unknown) => ParseResult<T>, envelope = '{}'): T {
  const statement = parse(JSON.parse(envelope.slice(envelope.indexOf('{'))))
  if (!statement.ok) throw new Error(describeProblems(statement.problems))
  return statement.value
}
