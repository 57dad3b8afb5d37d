import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, drain, queueUrlOf } from './sqs.fixture.ts'
import { startSqs, type LocalSqs } from './start-sqs.ts'

const DEAD_LETTERS = 'arn:aws:sqs:us-east-1:000000000000:usage-dead'

describe('our SQS', () => {
  let sqs: LocalSqs
  let client: SQSClient

  beforeEach(async () => {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: DEAD_LETTERS, maxReceiveCount: 1 })
    sqs = await startSqs({ queues: [{ name: 'usage-dead' }, { name: 'usage', attributes: { RedrivePolicy } }] })
    client = connect(sqs.endpoint)
  })
  afterEach(async () => {
    client.destroy()
    await sqs.close()
  })

  it('listens on loopback only, and names queues by its endpoint', async () => {
    expect(sqs.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await queueUrlOf(client, 'usage')).toBe(`${sqs.queueUrlBase}/usage`)
    expect(sqs.queueUrlBase.startsWith(sqs.endpoint)).toBe(true)
    const created = await client.send(new CreateQueueCommand({ QueueName: 'later' }))
    expect(created.QueueUrl).toBe(`${sqs.queueUrlBase}/later`)
    const listed = await client.send(new ListQueuesCommand({}))
    expect(listed.QueueUrls).toEqual(['usage-dead', 'usage', 'later'].map((name) => `${sqs.queueUrlBase}/${name}`))
  })

  it('delivers what was sent, to a URL that nobody had to ask for', async () => {
    const QueueUrl = `${sqs.queueUrlBase}/usage`
    const MessageBody = JSON.stringify({ QueueUrl: 'untouched', text: 'usuário' })
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody }))
    expect(await drain(client, QueueUrl, 1)).toEqual([MessageBody])
  })

  it('serves a client that takes the endpoint from the queue URL', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const logger = { debug() {}, info() {}, warn() {}, error() {} }
    const other = new SQSClient({ region: 'us-east-1', credentials, logger, maxAttempts: 1 })
    const QueueUrl = `${sqs.queueUrlBase}/usage`
    await other.send(new SendMessageCommand({ QueueUrl, MessageBody: 'found the way' }))
    other.destroy()
    expect((await sqs.inspectQueue('usage')).ready).toEqual(['found the way'])
  })

  it('moves a message to the dead letters when it was received too often', async () => {
    const QueueUrl = await queueUrlOf(client, 'usage')
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }))
    const receive = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 })
    await client.send(receive)
    await expect.poll(async () => (await client.send(receive)).Messages).toBeUndefined()
    expect((await sqs.inspectQueue('usage-dead')).ready).toEqual(['poison'])
  })

  it('tells what is ready, delayed and in flight without receiving it', async () => {
    const QueueUrl = await queueUrlOf(client, 'usage')
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'first' }))
    await client.send(new ReceiveMessageCommand({ QueueUrl }))
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'second' }))
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'third', DelaySeconds: 60 }))
    expect(await sqs.inspectQueue('usage')).toEqual({ ready: ['second'], delayed: ['third'], inFlight: ['first'] })
  })

  it('refuses a queue that does not exist', async () => {
    const nowhere = new GetQueueAttributesCommand({ QueueUrl: `${sqs.queueUrlBase}/nowhere` })
    await expect(client.send(nowhere)).rejects.toMatchObject({ name: 'QueueDoesNotExist' })
    await expect(sqs.inspectQueue('nowhere')).rejects.toThrow('no such queue: nowhere')
  })
})

it('says which queue it cannot create', async () => {
  const queues = [{ name: 'usage', attributes: { VisibilityTimeout: 'long' } }]
  await expect(startSqs({ queues })).rejects.toThrow(/CreateQueue of the queue usage failed/)
})
