import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAwsClients } from './cloud/aws-clients.ts'
import { findQueues } from './cloud/queues.ts'
import { type LocalCloud, startLocalCloud } from './testing/local-cloud.ts'
import { countedDecisions } from './testing/read-counters.ts'
import { deadLettersOf } from './testing/run-intake.ts'
import { distinctCounters, sampleBatch, sampleEnvironmentId } from './testing/sample-batch.ts'
import { type Worker, createWorker } from './worker.ts'

const PATIENCE = { timeout: 10_000, interval: 20 }
const MINUTE_MS = 60_000

let cloud: LocalCloud
let queueUrl: string
let worker: Worker | undefined
let address: string
let aheadMs = 0

beforeAll(async () => {
  cloud = await startLocalCloud({ VISIBILITY_TIMEOUT_SECONDS: '2' })
  queueUrl = (await findQueues(cloud.aws.sqs, cloud.config.cloud)).usageUrl
})
afterEach(async () => {
  aheadMs = 0
  cloud.dynamoDb.faults.clear()
  cloud.redisFront.faults.clear()
  await worker?.stop()
  worker = undefined
  cloud.sqs.reset()
})
afterAll(() => cloud.close())

async function start(parts: Partial<Pick<LocalCloud, 'config' | 'aws'> & { logger: Logger }> = {}): Promise<void> {
  const { config, aws, redis, logger } = { ...cloud, logger: pino({ level: 'silent' }), ...parts }
  worker = createWorker({ config, aws, redis, logger, now: () => Date.now() + aheadMs })
  const { port } = await worker.start()
  address = `http://127.0.0.1:${port}`
}

async function stopInTime(): Promise<void> {
  const askedAtMs = performance.now()
  await worker?.stop()
  expect(performance.now() - askedAtMs).toBeLessThan(10_000)
}

async function send(message: unknown, traceparent?: string): Promise<void> {
  const body = typeof message === 'string' ? message : JSON.stringify(message)
  const MessageAttributes = { traceparent: { DataType: 'String', StringValue: traceparent } }
  const attributes = traceparent === undefined ? {} : { MessageAttributes }
  await cloud.aws.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, ...attributes }))
}

function totalOf(environmentId: string): Promise<number> {
  return countedDecisions(cloud, environmentId)
}

function messagesInQueue(): number {
  const messages = cloud.sqs.inspectQueue(cloud.config.cloud.usageQueueName)?.messages
  return (messages?.ready.length ?? 0) + (messages?.inflight.length ?? 0)
}

async function readyz(): Promise<{ readonly status: number; readonly checks: Record<string, string> }> {
  const response = await fetch(`${address}/readyz`)
  const { checks } = (await response.json()) as { checks: Record<string, string> }
  return { status: response.status, checks }
}

describe('the worker', () => {
  it('empties the queue, counts each batch once, and sets poison aside', async () => {
    const environment = sampleEnvironmentId()
    const batches = Array.from({ length: 12 }, () => sampleBatch({ environment, counters: distinctCounters(30) }))
    for (const batch of batches) await send(batch)
    for (const batch of batches.slice(0, 4)) await send(batch)
    await send('poison')
    await start()
    await vi.waitFor(() => expect(messagesInQueue()).toBe(0), PATIENCE)
    expect(await totalOf(environment)).toBe(360)
    expect(deadLettersOf(cloud)).toEqual([{ body: 'poison', reason: 'not-json' }])
    const metrics = await (await fetch(`${address}/metrics`)).text()
    expect(metrics).toContain('togglemaster_worker_batches_counted_total 12')
    expect(metrics).toContain('togglemaster_worker_batches_seen_total 4')
    expect(metrics).toContain('togglemaster_worker_decisions_counted_total 360')
  })

  it('names the traces of messages in its log, and takes those all the same whose trace is malformed', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const environment = sampleEnvironmentId()
    await send(sampleBatch({ environment }), `00-${traceId}-b7ad6b7169203331-01`)
    await send(sampleBatch({ environment }), 'nonsense')
    await send('poison', `00-${'f'.repeat(32)}-b7ad6b7169203331-00`)
    const lines: string[] = []
    await start({ logger: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }) })
    await vi.waitFor(() => expect(messagesInQueue()).toBe(0), PATIENCE)
    expect(await totalOf(environment)).toBe(2)
    const entries = lines.map((line) => JSON.parse(line) as { msg?: string; traceId?: string; traceIds?: string[] })
    expect(entries.find(({ msg }) => msg === 'dead letter')?.traceId).toBe('f'.repeat(32))
    const settled = entries.filter(({ msg }) => msg === 'settled').flatMap(({ traceIds = [] }) => traceIds)
    expect(settled.toSorted()).toEqual([traceId, 'f'.repeat(32)])
  })

  it('finishes the receive that is in flight when it is stopped, and deletes it', async () => {
    const batch = sampleBatch({ counters: distinctCounters(5) })
    const { faults } = cloud.dynamoDb
    faults.set({ kind: 'slow', delayMs: 1_000 }, ({ operation }) => operation === 'TransactWriteItems')
    await send(batch)
    await start()
    await vi.waitFor(() => expect(faults.strikes).toBe(1), PATIENCE)
    await stopInTime()
    expect(await totalOf(batch.environment)).toBe(5)
    expect(messagesInQueue()).toBe(0)
  })

  it('stops in time while DynamoDB hangs, and its successor counts what was left', async () => {
    const batch = sampleBatch()
    const { faults } = cloud.dynamoDb
    faults.set({ kind: 'hang' }, ({ operation }) => operation === 'TransactWriteItems')
    await send(batch)
    await start()
    await vi.waitFor(() => expect(faults.strikes).toBe(1), PATIENCE)
    await stopInTime()
    faults.clear()
    await start()
    await vi.waitFor(async () => expect(await totalOf(batch.environment)).toBe(1), PATIENCE)
    await vi.waitFor(() => expect(messagesInQueue()).toBe(0), PATIENCE)
  })

  it('keeps messages out of the dead-letter queue while DynamoDB is down, and counts them afterwards', async () => {
    const batch = sampleBatch()
    await start()
    await vi.waitFor(async () => expect((await readyz()).status).toBe(200), PATIENCE)
    cloud.dynamoDb.faults.set({ kind: 'refuse' })
    await send(batch)
    await vi.waitFor(() => expect(cloud.dynamoDb.faults.strikes).toBeGreaterThan(5), PATIENCE)
    cloud.dynamoDb.faults.clear()
    await vi.waitFor(async () => expect(await totalOf(batch.environment)).toBe(1), PATIENCE)
    expect(deadLettersOf(cloud)).toEqual([])
  })

  it('counts what lies in the spill lists', async () => {
    const batch = sampleBatch()
    await cloud.redis.rpush(`tm:${batch.environment}:spill`, JSON.stringify(batch))
    await start()
    await vi.waitFor(async () => expect(await totalOf(batch.environment)).toBe(1), { ...PATIENCE, timeout: 15_000 })
    await vi.waitFor(async () => expect(await cloud.redis.llen(`tm:${batch.environment}:spill`)).toBe(0), PATIENCE)
  })
})

describe('the health routes', () => {
  it('are ready once the queue was polled, and say no more than they must', async () => {
    await start()
    expect(await (await fetch(`${address}/livez`)).json()).toEqual({ status: 'ok' })
    await vi.waitFor(
      async () =>
        expect(await readyz()).toEqual({
          status: 200,
          checks: { dynamodb: 'ok', sqs: 'ok', redis: 'ok', consumer: 'ok' },
        }),
      PATIENCE,
    )
    expect(await (await fetch(`${address}/health`)).json()).toEqual({ status: 'ok' })
    const unknown = await fetch(`${address}/%zz`)
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: 'not found' }])
    expect(unknown.headers.get('x-powered-by')).toBeNull()
  })

  it('name DynamoDB and Redis when they are down', async () => {
    cloud.dynamoDb.faults.set({ kind: 'refuse' })
    await cloud.redisFront.faults.set({ kind: 'status', status: 500 })
    await start()
    const { status, checks } = await readyz()
    expect(status).toBe(503)
    expect(checks['dynamodb']).toMatch(/^DynamoDB does not answer \(\w+\)$/)
    expect(checks['redis']).toMatch(/^Redis does not answer \(\w+\)$/)
    expect(await (await fetch(`${address}/health`)).json()).toEqual({ status: 'unavailable' })
    expect((await fetch(`${address}/livez`)).status).toBe(200)
  })

  it('are not ready while the consumer is stalled', async () => {
    await start()
    await vi.waitFor(async () => expect((await readyz()).checks['consumer']).toBe('ok'), PATIENCE)
    const { faults } = cloud.dynamoDb
    faults.set({ kind: 'refuse' }, ({ operation }) => operation === 'TransactWriteItems')
    await send(sampleBatch())
    await vi.waitFor(() => expect(faults.strikes).toBeGreaterThan(0), PATIENCE)
    aheadMs = 2 * MINUTE_MS
    const { status, checks } = await readyz()
    expect(status).toBe(503)
    expect(checks).toMatchObject({ dynamodb: 'ok', consumer: expect.stringMatching(/^stalled/) as string })
  })

  it('name queues and tables that do not exist', async () => {
    const config = { ...cloud.config, cloud: { ...cloud.config.cloud, usageQueueName: 'none', usageTableName: 'None' } }
    await start({ config })
    const { status, checks } = await readyz()
    expect(status).toBe(503)
    expect(checks['sqs']).toContain('npm run provision')
    expect(checks['dynamodb']).toContain('npm run provision')
    expect(checks['consumer']).toBe('has not polled the queue yet')
  })

  it.each([
    ['ExpiredTokenException', 'AWS credentials expired (ExpiredTokenException)'],
    ['UnrecognizedClientException', 'AWS credentials invalid (UnrecognizedClientException)'],
    ['AccessDeniedException', 'AWS credentials may not use DynamoDB (AccessDeniedException)'],
  ])('say plainly what %s means, and never which credential', async (name, sentence) => {
    const aws = createServer((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message: 'AKIASECRET is no good' }))
    }).listen(0, '127.0.0.1')
    await once(aws, 'listening')
    const endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`
    const config = {
      ...cloud.config,
      cloud: { ...cloud.config.cloud, sqsEndpoint: endpoint, dynamoDbEndpoint: endpoint },
    }
    await start({ config, aws: createAwsClients(config.cloud) })
    const { status, checks } = await readyz()
    expect(status).toBe(503)
    expect(checks['dynamodb']).toBe(sentence)
    expect(checks['sqs']).toBe(sentence.replace('DynamoDB', 'SQS'))
    expect(JSON.stringify(checks)).not.toContain('AKIASECRET')
    aws.close()
  })
})
