import { ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDuplicatingFront, type DuplicatingFront, type DuplicatingFrontOptions } from './duplicating-front.ts'
import { connect, drain, queueUrlOf, sendBatch } from './sqs.fixture.ts'
import { startSqs, type LocalSqs } from './start-sqs.ts'

let sqs: LocalSqs
let front: DuplicatingFront
let client: SQSClient
let queueUrl: string

const open = async (options: Omit<DuplicatingFrontOptions, 'upstream'> = {}): Promise<void> => {
  front = await startDuplicatingFront({ upstream: sqs.endpoint, ...options })
  client = connect(front.endpoint)
  queueUrl = await queueUrlOf(client, 'usage')
}
const isSend = ({ operation }: { readonly operation: string }): boolean => operation.startsWith('SendMessage')
const send = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }))
const countBodies = (bodies: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const body of bodies) counts.set(body, (counts.get(body) ?? 0) + 1)
  return counts
}

beforeEach(async () => {
  sqs = await startSqs({ queues: [{ name: 'usage' }] })
})
afterEach(async () => {
  client.destroy()
  await front.close()
  await sqs.close()
})

describe('duplicates', () => {
  it('speaks of queues by its own endpoint', async () => {
    await open()
    expect(queueUrl).toBe(`${front.endpoint}/000000000000/usage`)
    await send('through')
    expect(await drain(client, queueUrl, 1)).toEqual(['through'])
    expect([front.accepted, front.duplicated]).toEqual([1, 0])
  })

  it('delivers a share of the messages once more, and counts them exactly', async () => {
    await open({ share: 0.3, seed: 7 })
    const bodies = Array.from({ length: 100 }, (_, index) => `message ${index}`)
    for (let start = 0; start < bodies.length; start += 10) {
      await sendBatch(client, queueUrl, bodies.slice(start, start + 10))
    }
    expect(front.accepted).toBe(100)
    expect(front.duplicated).toBeGreaterThan(15)
    expect(front.duplicated).toBeLessThan(50)
    const counts = countBodies(await drain(client, queueUrl, 100 + front.duplicated))
    expect(counts.size).toBe(100)
    expect([...counts.values()].filter((count) => count === 2)).toHaveLength(front.duplicated)
    expect(await sqs.inspectQueue('usage')).toEqual({ ready: [], delayed: [], inFlight: [] })
  })

  it('doubles plain sends too, with what else they carry', async () => {
    await open({ share: 1, maxDelaySeconds: 0 })
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'usage' } }
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'twice', MessageAttributes }))
    expect(front.duplicated).toBe(1)
    const receive = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    })
    const { Messages = [] } = await client.send(receive)
    const expected = { Body: 'twice', MessageAttributes }
    expect(Messages).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)])
  })

  it('lets a copy come later when it draws a delay', async () => {
    await open({ share: 1, maxDelaySeconds: 900, seed: 3 })
    await send('twice')
    expect(await sqs.inspectQueue('usage')).toEqual({ ready: ['twice'], delayed: ['twice'], inFlight: [] })
  })

  it('draws the same copies from the same seed', async () => {
    const drawn: unknown[] = []
    for (const seed of [5, 5, 6]) {
      await open({ share: 0.5, maxDelaySeconds: 0, seed })
      for (let index = 0; index < 20; index += 1) await send(`message ${index}`)
      drawn.push(countBodies(await drain(client, queueUrl, 20 + front.duplicated)))
      await front.close()
    }
    expect(drawn[0]).toEqual(drawn[1])
    expect(drawn[0]).not.toEqual(drawn[2])
  })

  it('doubles nothing that SQS refused', async () => {
    await open({ share: 1 })
    await expect(send('\u0000')).rejects.toThrow(/[Ii]nvalid/)
    await sendBatch(client, queueUrl, ['good', '\u0000'])
    expect([front.accepted, front.duplicated]).toEqual([1, 1])
  })
})

describe('faults', () => {
  beforeEach(() => open({ share: 1, maxDelaySeconds: 0 }))

  it.each([{ kind: 'status', status: 500 } as const, { kind: 'refuse' } as const])(
    'fails sends with %j and sends nothing',
    async (fault) => {
      front.faults.set(fault, isSend)
      await expect(send('lost')).rejects.toThrow()
      expect(await queueUrlOf(client, 'usage')).toBe(queueUrl)
      front.faults.clear()
      await send('arrived')
      expect((await sqs.inspectQueue('usage')).ready).toEqual(['arrived', 'arrived'])
      expect(front.accepted).toBe(1)
    },
  )

  it('hangs until the client gives up', async () => {
    front.faults.set({ kind: 'hang' }, isSend)
    const abortSignal = AbortSignal.timeout(50)
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'lost' })
    await expect(client.send(command, { abortSignal })).rejects.toMatchObject({ name: 'AbortError' })
    expect([front.faults.strikes, front.accepted]).toEqual([1, 0])
  })

  it('accepts a message and loses the answer', async () => {
    front.faults.set({ kind: 'truncate' }, isSend)
    await expect(send('arrived')).rejects.toThrow()
    expect(front.accepted).toBe(1)
    expect((await sqs.inspectQueue('usage')).ready).toEqual(['arrived', 'arrived'])
  })

  it('can choose by what a message says', async () => {
    front.faults.set({ kind: 'status', status: 503 }, ({ body }) => body.includes('bad'))
    await expect(send('bad')).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
    await send('good')
    expect(front.accepted).toBe(1)
  })
})
