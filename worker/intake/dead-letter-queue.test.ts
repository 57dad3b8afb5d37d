import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findQueues } from '../cloud/queues.ts'
import { type LocalCloud, startLocalCloud } from '../testing/local-cloud.ts'
import { deadLettersOf } from '../testing/run-intake.ts'
import { type DeadLetterQueue, createDeadLetterQueue } from './dead-letter-queue.ts'

let cloud: LocalCloud
let deadLetters: DeadLetterQueue

beforeAll(async () => {
  cloud = await startLocalCloud()
  const { deadLetterUrl } = await findQueues(cloud.aws.sqs, cloud.config.cloud)
  deadLetters = createDeadLetterQueue(cloud.aws.sqs, deadLetterUrl)
})
afterAll(() => cloud.close())

describe('the dead-letter queue', () => {
  it.each([
    ['an empty body', '', '(empty)'],
    ['control characters and lone surrogates', 'a\u0000b\u001fc\ud800d', String.raw`a\u0000b\u001fc\ud800d`],
    ['JSON beyond the first 65 536 characters', '{"a":"😀"}', String.raw`{"a":"\ud83d\ude00"}`],
    ['any other text', 'ação\n\t€', 'ação\n\t€'],
  ])('takes %s', async (_, body, kept) => {
    cloud.sqs.reset()
    await deadLetters.send({ id: 'm1', body, reason: 'malformed', detail: 'x'.repeat(10_000) })
    expect(deadLettersOf(cloud)).toEqual([{ body: kept, reason: 'malformed' }])
  })

  it('cuts what does not fit, and says so', async () => {
    cloud.sqs.reset()
    await deadLetters.send({ id: 'm1', body: 'é'.repeat(1_048_576), reason: 'oversized', detail: '' })
    const letter = cloud.sqs.inspectQueue('togglemaster-events-dead')?.messages.ready[0]
    expect(Buffer.byteLength(letter?.body ?? '')).toBeLessThanOrEqual(1_048_576 - 8_192)
    expect(letter?.messageAttributes['changed']?.StringValue).toContain('cut')
  })
})
