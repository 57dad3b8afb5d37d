import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { Intake } from '../intake/intake.ts'
import { type LocalCloud, startLocalCloud } from '../testing/local-cloud.ts'
import { countedDecisions } from '../testing/read-counters.ts'
import { deadLettersOf, intakeOver } from '../testing/run-intake.ts'
import { sampleBatch, sampleCounter, sampleEnvironmentId } from '../testing/sample-batch.ts'
import { ROUNDS_PER_LIST, drainSpill } from './drain-spill.ts'
import { type SpillStore, createSpillStore } from './spill-store.ts'

let cloud: LocalCloud
let intake: Intake
let store: SpillStore

beforeAll(async () => {
  cloud = await startLocalCloud()
  ;({ intake } = await intakeOver(cloud))
  store = createSpillStore(cloud.redis)
})
afterEach(() => {
  cloud.dynamoDb.faults.clear()
  cloud.sqs.reset()
})
afterAll(() => cloud.close())

function drain(from: SpillStore = store): Promise<boolean> {
  return drainSpill({ store: from, intake, stopping: new AbortController().signal, onDrained: () => undefined })
}

async function spill(environmentId: string, batches: number): Promise<void> {
  const texts = Array.from({ length: batches }, () =>
    JSON.stringify(sampleBatch({ environment: environmentId, counters: [sampleCounter({ variant: 'ação 😀' })] })),
  )
  await cloud.redis.rpush(redisKeys.spill(environmentId), ...texts)
}

function totalOf(environmentId: string): Promise<number> {
  return countedDecisions(cloud, environmentId)
}

const settleAll: Intake = async (settled) => ({ settled, left: [] })

describe('draining the spill lists', () => {
  it('counts what lies in every list once and leaves them empty', async () => {
    const [one, two] = [sampleEnvironmentId(), sampleEnvironmentId()]
    await spill(one, 25)
    await spill(two, 10)
    expect(await drain()).toBe(true)
    expect(await store.lists()).toEqual([])
    expect([await totalOf(one), await totalOf(two)]).toEqual([25, 10])
  })

  it('counts once when the process dies between the commit and the removal', async () => {
    const environmentId = sampleEnvironmentId()
    await spill(environmentId, 12)
    const dying: SpillStore = { ...store, remove: () => Promise.reject(new Error('killed')) }
    await expect(drain(dying)).rejects.toThrow('killed')
    expect(await totalOf(environmentId)).toBe(10)
    expect(await drain()).toBe(true)
    expect(await totalOf(environmentId)).toBe(12)
    expect(await store.lists()).toEqual([])
  })

  it('counts once what two workers drain at the same time', async () => {
    const environmentId = sampleEnvironmentId()
    await spill(environmentId, 30)
    await Promise.all([drain(), drain()])
    await drain()
    expect(await totalOf(environmentId)).toBe(30)
    expect(await store.lists()).toEqual([])
  })

  it('moves poison to the dead-letter queue and counts what lies behind it', async () => {
    const environmentId = sampleEnvironmentId()
    const poison = Array.from({ length: 12 }, (_, place) => `poison ${place} 😀`)
    await cloud.redis.rpush(redisKeys.spill(environmentId), '', ...poison)
    await spill(environmentId, 3)
    expect(await drain()).toBe(true)
    expect(deadLettersOf(cloud)).toHaveLength(13)
    expect(await totalOf(environmentId)).toBe(3)
    expect(await store.lists()).toEqual([])
  })

  it('sends no second letter for poison that could not be removed after the first', async () => {
    const list = redisKeys.spill(sampleEnvironmentId())
    await cloud.redis.rpush(list, 'poison')
    const failing: SpillStore = { ...store, remove: () => Promise.reject(new Error('gone')) }
    await expect(drain(failing)).rejects.toThrow('gone')
    expect(await drain()).toBe(true)
    expect(deadLettersOf(cloud)).toEqual([{ body: 'poison', reason: 'not-json' }])
    expect(await store.lists()).toEqual([])
  })

  it('takes the lists in turn, and no list for ever', async () => {
    const taken: string[] = []
    const endless = Array.from({ length: 10 }, (_, place) => `entry ${place}`)
    const full: SpillStore = {
      lists: async () => ['endless', 'short'],
      head: async (list) => {
        taken.push(list)
        return list === 'endless' ? endless : ['entry']
      },
      remove: async () => undefined,
      ping: async () => undefined,
    }
    const stopping = new AbortController().signal
    expect(await drainSpill({ store: full, intake: settleAll, stopping, onDrained: () => undefined })).toBe(true)
    expect(taken.slice(0, 3)).toEqual(['endless', 'short', 'endless'])
    expect(taken.filter((list) => list === 'endless')).toHaveLength(ROUNDS_PER_LIST)
  })

  it('leaves everything where it is while DynamoDB does not answer', async () => {
    const environmentId = sampleEnvironmentId()
    await spill(environmentId, 3)
    cloud.dynamoDb.faults.set({ kind: 'refuse' })
    expect(await drain()).toBe(false)
    expect(await store.head(redisKeys.spill(environmentId), 10)).toHaveLength(3)
    cloud.dynamoDb.faults.clear()
    expect(await drain()).toBe(true)
    expect(await totalOf(environmentId)).toBe(3)
  })
})
