import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { type EventItem, RESULT_TEXT_LENGTH } from '../events/event-item.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { type LocalCloud, startLocalCloud } from '../testing/local-cloud.ts'
import { countedDecisions, readCounters } from '../testing/read-counters.ts'
import { deadLettersOf, intakeOver } from '../testing/run-intake.ts'
import {
  distinctCounters,
  sampleBatch,
  sampleCounter,
  sampleEnvironmentId,
  sampleEvent,
} from '../testing/sample-batch.ts'
import type { Delivery, Intake } from './intake.ts'

let cloud: LocalCloud
let intake: Intake
let metrics: WorkerMetrics

beforeAll(async () => {
  cloud = await startLocalCloud({ CLASSIC_ENVIRONMENT: 'classicenv01' })
  ;({ intake, metrics } = await intakeOver(cloud))
})
afterEach(() => {
  cloud.dynamoDb.faults.clear()
  cloud.sqs.reset()
})
afterAll(() => cloud.close())

function delivery(message: unknown, id: string = randomUUID()): Delivery {
  return { id, body: typeof message === 'string' ? message : JSON.stringify(message) }
}

function totalOf(environmentId: string): Promise<number> {
  return countedDecisions(cloud, environmentId)
}

async function eventOf(id: string): Promise<EventItem | undefined> {
  const { eventsTableName } = cloud.config.cloud
  const { Item } = await cloud.aws.documentClient.send(
    new GetCommand({ TableName: eventsTableName, Key: { event_id: id } }),
  )
  return Item as EventItem | undefined
}

async function valueOf(name: 'batchesCounted' | 'batchesSeen' | 'decisionsCounted' | 'eventsWritten'): Promise<number> {
  return (await metrics[name].get()).values[0]?.value ?? 0
}

describe('the intake', () => {
  it('settles a batch that comes twice in one receive and again in the next, and counts it once', async () => {
    const batch = sampleBatch({ counters: distinctCounters(3) })
    const before = { counted: await valueOf('batchesCounted'), seen: await valueOf('batchesSeen') }
    const twice = [delivery(batch), delivery(batch)]
    expect(await intake(twice)).toEqual({ settled: twice, left: [] })
    expect((await intake([delivery(batch)])).settled).toHaveLength(1)
    expect(await totalOf(batch.environment)).toBe(3)
    expect((await valueOf('batchesCounted')) - before.counted).toBe(1)
    expect((await valueOf('batchesSeen')) - before.seen).toBe(2)
  })

  it('sends poison to the dead-letter queue alone, and counts its neighbours once', async () => {
    const environment = sampleEnvironmentId()
    const batches: readonly UsageBatch[] = Array.from({ length: 4 }, () => sampleBatch({ environment }))
    const old = sampleBatch({ environment, sealedAtMs: Date.now() - 31 * 86_400_000 })
    const poison = ['not json', { ...sampleBatch({ environment }), format: 7 }, old, 'x'.repeat(300_000)]
    const deliveries = batches.flatMap((batch, place) => [delivery(batch), delivery(poison[place])])
    expect((await intake(deliveries)).settled).toHaveLength(8)
    expect(await totalOf(environment)).toBe(4)
    const letters = deadLettersOf(cloud)
    expect(letters.map(({ reason }) => reason).toSorted()).toEqual(['malformed', 'not-json', 'oversized', 'too-old'])
    expect(letters.map(({ body }) => body)).toContain(JSON.stringify(old))
    expect(await metrics.registry.metrics()).toContain('dead_letters_total{reason="too-old"} 1')
  })

  it('counts what a newer edge says, as it says it', async () => {
    const counter = sampleCounter({ reason: 'HOLDOUT', source: 'stream' })
    const batch = sampleBatch({ counters: [counter, sampleCounter()], events: [sampleEvent({ reason: 'HOLDOUT' })] })
    expect((await intake([delivery(batch)])).settled).toHaveLength(1)
    const { usageTableName } = cloud.config.cloud
    const items = await readCounters(cloud.aws.documentClient, usageTableName, `${batch.environment}#`)
    expect(new Map(items.map(({ reason, source }) => [reason, source]))).toEqual(
      new Map([
        ['HOLDOUT', 'stream'],
        ['SPLIT', 'single'],
      ]),
    )
    expect(await eventOf(batch.events[0]?.id ?? '')).toMatchObject({ reason: 'HOLDOUT' })
    expect(deadLettersOf(cloud)).toEqual([])
  })

  it("keeps the seed's message as one item, however often it is delivered, and counts nothing", async () => {
    const message = { user_id: 'anna', flag_name: 'promoção', result: true, timestamp: '2026-11-24T02:34:14Z' }
    const classic = delivery(message)
    const written = await valueOf('decisionsCounted')
    await intake([classic])
    await intake([classic, classic])
    const item = await eventOf(classic.id)
    expect(item).toMatchObject({ ...message, user_id: expect.stringMatching(/^p_[0-9a-f]{32}$/) as string })
    expect(item).toMatchObject({ environment: 'classicenv01' })
    expect(await valueOf('decisionsCounted')).toBe(written)
  })

  it('keeps one item for each event, however often its batch is delivered', async () => {
    const events = Array.from({ length: 60 }, (_, place) =>
      sampleEvent({ result: place % 2 === 0 ? { colour: 'blue' } : 'blue', userId: `p_${place}` }),
    )
    const batch = sampleBatch({ counters: [], events })
    await intake([delivery(batch), delivery(batch)])
    const first = await eventOf(events[0]?.id ?? '')
    await intake([delivery(batch)])
    expect(await eventOf(events[0]?.id ?? '')).toEqual(first)
    expect(first).toEqual({
      event_id: events[0]?.id,
      user_id: 'p_0',
      flag_name: 'checkout',
      result: '{"colour":"blue"}',
      timestamp: '2026-11-24T02:34:00.000Z',
      variant: 'on',
      reason: 'SPLIT',
      environment: batch.environment,
      expires_at: Date.UTC(2027, 1, 22, 2, 34) / 1_000,
    })
    expect((await eventOf(events[59]?.id ?? ''))?.result).toBe('"blue"')
  })

  it('stores what has no shape that DynamoDB would take as it is', async () => {
    const huge = Array.from({ length: 20_000 }, () => 1e20)
    const events = [
      sampleEvent({ result: huge.slice(0, 9_000), variant: null }),
      sampleEvent({ result: null, flag: 'a\ud800', userId: '' }),
    ]
    const big = delivery(sampleBatch({ events }))
    expect((await intake([big])).settled).toEqual([big])
    expect(String((await eventOf(events[0]?.id ?? ''))?.result)).toHaveLength(RESULT_TEXT_LENGTH)
    expect(await eventOf(events[1]?.id ?? '')).toMatchObject({ result: null, flag_name: 'a\ufffd', user_id: '' })
    expect(deadLettersOf(cloud)).toEqual([])
  })

  it('leaves a delivery while one of the tables does not answer, and settles it when it does', async () => {
    const batch = sampleBatch({ events: [sampleEvent()] })
    cloud.dynamoDb.faults.set({ kind: 'status', status: 503 }, ({ operation }) => operation === 'BatchWriteItem')
    const first = delivery(batch)
    expect(await intake([first])).toEqual({ settled: [], left: [first] })
    cloud.dynamoDb.faults.clear()
    expect((await intake([delivery(batch)])).settled).toHaveLength(1)
    expect(await totalOf(batch.environment)).toBe(1)
    expect(await eventOf(batch.events[0]?.id ?? '')).toBeDefined()
  })

  it('takes nothing and does nothing', async () => {
    expect(await intake([])).toEqual({ settled: [], left: [] })
  })
})
