import { PutCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { unknownFlagPartition } from '../../shared/contracts/unknown-flag-item.ts'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { droppedPartition, markerKey, usagePartition, usageSortKey } from '../../shared/contracts/usage-table.ts'
import { generateBatches, ledgerKey } from '../testing/generate-batches.ts'
import { type LocalCloud, startLocalCloud } from '../testing/local-cloud.ts'
import { createSeededRandom } from '../../local/sqs/seeded-random.ts'
import { countedDecisions, readCounters, sumDecisions } from '../testing/read-counters.ts'
import {
  SAMPLE_MINUTE_MS,
  distinctCounters,
  sampleBatch,
  sampleCounter,
  sampleEnvironmentId,
} from '../testing/sample-batch.ts'
import { countBatches } from './count-batches.ts'
import { createUsageTable } from './usage-table.ts'

let cloud: LocalCloud
let tableName: string
const causes: string[] = []

beforeAll(async () => {
  cloud = await startLocalCloud()
  tableName = cloud.config.cloud.usageTableName
})
afterEach(() => {
  cloud.dynamoDb.faults.clear()
  causes.length = 0
})
afterAll(() => cloud.close())

function count(batches: readonly UsageBatch[], boundMs = 20_000, stopping = new AbortController().signal) {
  const table = createUsageTable({ documentClient: cloud.aws.documentClient, tableName, now: Date.now })
  return countBatches(batches, { table, policy: { boundMs, stopping }, onRetry: (cause) => causes.push(cause) })
}

function totalOf(environmentId: string): Promise<number> {
  return countedDecisions(cloud, environmentId)
}

function outcomesOf(outcomes: ReadonlyMap<string, string>): readonly string[] {
  return [...outcomes.values()]
}

describe('counting in DynamoDB', () => {
  it('counts a batch and keeps the counter beside its keys', async () => {
    const environment = sampleEnvironmentId()
    const counter = sampleCounter({ count: 3 })
    await count([sampleBatch({ environment, counters: [counter] })])
    await count([sampleBatch({ environment, counters: [counter], dropped: 2 })])
    const [item] = await readCounters(cloud.aws.documentClient, tableName, `${environment}#`)
    expect(item).toEqual({
      pk: usagePartition(environment, 'checkout'),
      sk: usageSortKey(counter),
      flag: 'checkout',
      variant: 'on',
      reason: 'SPLIT',
      ruleId: 'r1',
      source: 'single',
      minuteAtMs: SAMPLE_MINUTE_MS,
      decisions: 6,
      expires_at: SAMPLE_MINUTE_MS / 1_000 + 400 * 86_400,
    })
    const [dropped] = await readCounters(cloud.aws.documentClient, tableName, droppedPartition(environment))
    expect(dropped?.decisions).toBe(2)
  })

  it('counts a flag that does not exist once, however often its batches come', async () => {
    const environment = sampleEnvironmentId()
    const unknown = sampleCounter({ flag: 'chekout', variant: null, reason: 'FLAG_NOT_FOUND' })
    const later = { ...unknown, minuteAtMs: SAMPLE_MINUTE_MS + 3_600_000, count: 4 }
    const batches = [unknown, later].map((counter) => sampleBatch({ environment, counters: [counter] }))
    for (const batch of batches) await count([batch])
    await count(batches)
    const items = await readCounters(cloud.aws.documentClient, tableName, unknownFlagPartition(environment))
    expect(items).toMatchObject([{ flag: 'chekout', decisions: 5, hours: new Set([2, 3]) }])
  })

  it('changes nothing when the marker is there, and the marker expires in 45 days', async () => {
    const batch = sampleBatch()
    expect(outcomesOf(await count([batch]))).toEqual(['counted'])
    expect(outcomesOf(await count([batch]))).toEqual(['seen'])
    expect(await totalOf(batch.environment)).toBe(1)
    const { Item } = await cloud.aws.documentClient.send(
      new GetCommand({ TableName: tableName, Key: markerKey(batch.id) }),
    )
    const days = (Number(Item?.['expires_at']) - Date.now() / 1_000) / 86_400
    expect(days).toBeGreaterThan(44.9)
    expect(days).toBeLessThan(45.1)
  })

  it('counts those that are new when others of the same transaction were seen', async () => {
    const environment = sampleEnvironmentId()
    const batches = Array.from({ length: 6 }, () => sampleBatch({ environment }))
    await count([batches[1], batches[4]].flatMap((batch) => batch ?? []))
    expect(outcomesOf(await count(batches))).toEqual(['counted', 'seen', 'counted', 'counted', 'seen', 'counted'])
    expect(await totalOf(environment)).toBe(6)
  })

  it.each([51, 99, 500])('counts a bulk window of %i distinct counters, delivered twice', async (size) => {
    const environment = sampleEnvironmentId()
    const counters = distinctCounters(size)
    const batches = Array.from({ length: Math.ceil(size / 80) }, (_, place) =>
      sampleBatch({ environment, counters: counters.slice(place * 80, (place + 1) * 80) }),
    )
    await count(batches)
    await count(batches.toReversed())
    const items = await readCounters(cloud.aws.documentClient, tableName, `${environment}#`)
    expect(items).toHaveLength(size)
    expect(items.every((item) => item.decisions === 1)).toBe(true)
  })

  it('equals the ledger when receives are merged differently each time', async () => {
    const environmentId = sampleEnvironmentId()
    const { batches, ledger } = generateBatches({ seed: 3, environmentId, evaluations: 1_500, nowMs: Date.now() })
    const random = createSeededRandom(4)
    for (let round = 0; round < 2; round++) {
      const waiting = batches.toSorted(() => random() - 0.5)
      while (waiting.length > 0) await count(waiting.splice(0, 1 + Math.floor(random() * 10)))
    }
    const items = await readCounters(cloud.aws.documentClient, tableName, `${environmentId}#`)
    expect(sumDecisions(items, (item) => ledgerKey(item as never))).toEqual(ledger)
  })

  it('counts once when several workers take the same batches at the same time', async () => {
    const environment = sampleEnvironmentId()
    const batches = Array.from({ length: 10 }, () => sampleBatch({ environment, counters: distinctCounters(9) }))
    const outcomes = await Promise.all([count(batches), count(batches.toReversed()), count(batches.slice(3, 7))])
    expect(outcomes.flatMap(outcomesOf).filter((outcome) => outcome === 'counted')).toHaveLength(10)
    expect(await totalOf(environment)).toBe(90)
  })

  it('counts once when the answer to a transaction that committed is lost', async () => {
    const batch = sampleBatch({ counters: distinctCounters(5) })
    cloud.dynamoDb.faults.set({ kind: 'truncate' }, ({ operation }) => operation === 'TransactWriteItems')
    expect(outcomesOf(await count([batch], 300))).toEqual(['left'])
    expect(cloud.dynamoDb.faults.strikes).toBeGreaterThan(0)
    cloud.dynamoDb.faults.clear()
    expect(outcomesOf(await count([batch]))).toEqual(['seen'])
    expect(await totalOf(batch.environment)).toBe(5)
  })

  it('repeats what fails now and then until it is counted', async () => {
    const environment = sampleEnvironmentId()
    const batches = Array.from({ length: 8 }, (_, place) =>
      sampleBatch({ environment, counters: distinctCounters(60, place * 60) }),
    )
    const random = createSeededRandom(5)
    cloud.dynamoDb.faults.set({ kind: 'status', status: 500 }, () => random() < 0.5)
    expect(outcomesOf(await count(batches))).toEqual(batches.map(() => 'counted'))
    expect(causes.length).toBeGreaterThan(0)
    expect(await totalOf(environment)).toBe(480)
  })

  it('leaves what it could not count within the bound, and counts it when it comes again', async () => {
    const batches = [sampleBatch({ counters: distinctCounters(80) }), sampleBatch({ counters: distinctCounters(80) })]
    cloud.dynamoDb.faults.set({ kind: 'refuse' })
    expect(outcomesOf(await count(batches, 300))).toEqual(['left', 'left'])
    cloud.dynamoDb.faults.clear()
    expect(outcomesOf(await count(batches))).toEqual(['counted', 'counted'])
  })

  it('makes no further attempt when the worker stops', async () => {
    const stopping = new AbortController()
    stopping.abort()
    cloud.dynamoDb.faults.set({ kind: 'status', status: 500 })
    expect(outcomesOf(await count([sampleBatch()], 20_000, stopping.signal))).toEqual(['left'])
    expect(cloud.dynamoDb.faults.strikes).toBe(1)
  })

  it('writes nothing of a transaction that fails half way, and counts its neighbours', async () => {
    const environment = sampleEnvironmentId()
    const broken = sampleCounter({ flag: 'broken' })
    const key = { pk: usagePartition(environment, 'broken'), sk: usageSortKey(broken) }
    // A number cannot be added to a text: DynamoDB refuses this action in the middle of its transaction.
    await cloud.aws.documentClient.send(new PutCommand({ TableName: tableName, Item: { ...key, decisions: 'text' } }))
    const spoilt = sampleBatch({ environment, counters: [sampleCounter(), broken, sampleCounter({ flag: 'banner' })] })
    const sound = [sampleBatch({ environment }), sampleBatch({ environment })]
    const outcomes = await count([sound[0], spoilt, sound[1]].flatMap((batch) => batch ?? []))
    expect(outcomesOf(outcomes)).toEqual(['counted', 'refused', 'counted'])
    const items = await readCounters(cloud.aws.documentClient, tableName, `${environment}#`)
    expect(new Map(items.map((item) => [item.flag ?? 'broken', item.decisions]))).toEqual(
      new Map<string, unknown>([
        ['checkout', 2],
        ['broken', 'text'],
      ]),
    )
  })

  it('leaves batches when the table is gone, without asking again and again', async () => {
    const table = createUsageTable({
      documentClient: cloud.aws.documentClient,
      tableName: 'NoSuchTable',
      now: Date.now,
    })
    const policy = { boundMs: 20_000, stopping: new AbortController().signal }
    const outcomes = await countBatches([sampleBatch()], { table, policy, onRetry: (cause) => causes.push(cause) })
    expect(outcomesOf(outcomes)).toEqual(['left'])
    expect(causes).toEqual([])
  })
})
