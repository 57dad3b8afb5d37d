import { ORIGIN_MARK, redisKeys } from '../../shared/contracts/redis-keys.ts'
import { packRuleset, tableEntry, testKey } from '../../edge/testing/signing.ts'
import { type World, startWorld } from '../../edge/testing/start-world.ts'
import { rulesetOf } from '../engine/ours.ts'
import { idx, k1, k2, k3, k4 } from '../workloads.mjs'
import { ONE_FLAG, loadOf } from './calls.ts'
import type { Contender } from './contenders.ts'

const ID = 'benchmark000'
const FLAGS = '/ofrep/v1/evaluate/flags'
/** A page asks for all flags, a server for one. */
const CLIENT = testKey('cli', ID, 'b')
const SERVER = testKey('srv', ID, 'a')
/** More than a window of counting takes to be sent. */
const COUNTED_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 100

/** Our Worker with all that it does in production: keys, looks at Redis, signatures, counting, sending of counts. */
export async function startOurs(): Promise<Omit<Contender, 'valuesOf'>> {
  const world = await startWorld()
  await publishWorkload(world)
  await world.grant(ID, [await tableEntry(SERVER), await tableEntry(CLIENT)])
  return {
    loads: {
      one: loadOf(`${world.url}${FLAGS}/${ONE_FLAG}`, SERVER),
      all: loadOf(`${world.url}${FLAGS}`, CLIENT),
    },
    verify: (decisions) => verifyCounts(world, decisions),
    close: () => world.close(),
  }
}

async function publishWorkload({ redis, signer }: World): Promise<void> {
  const keys = { bool: idx.map(k1), targeting: idx.map(k2), rollout: idx.map(k3), variant: idx.map(k4) }
  const { body, head } = await packRuleset({ ...rulesetOf(keys), environment: ID }, Date.now())
  redis.values.set(redisKeys.ruleset(ID, head.version), body)
  redis.values.set(redisKeys.head(ID), await signer.sign(head))
  redis.values.set(ORIGIN_MARK, '1')
}

/** Whoever asked and did not hear the answer any more when the time was over is counted too. */
async function verifyCounts({ sqs }: World, decisions: number): Promise<void> {
  const deadline = Date.now() + COUNTED_WITHIN_MS
  let counted = 0
  while (counted < decisions && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    counted = sqs
      .batches()
      .flatMap(({ counters }) => counters)
      .reduce((sum, { count }) => sum + count, 0)
  }
  if (counted < decisions) throw new Error(`${decisions} decisions were answered and only ${counted} counted`)
}
