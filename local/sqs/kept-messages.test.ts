import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import { keepMessages, restoreMessages } from './kept-messages.ts'
import { type LocalSqs, startSqs } from './start-sqs.ts'

const QUEUE = 'kept'

it('carries what is ready and what is in flight over to the next queue', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kept-'))
  const file = join(directory, 'messages.json')
  const before = await startSqs({ queues: [{ name: QUEUE }] })
  await restoreMessages(before, QUEUE, file)
  await before.send(QUEUE, 'one')
  await receiveOne(before)
  await before.send(QUEUE, 'two')
  await keepMessages(before, QUEUE, file)
  await before.close()
  const after = await startSqs({ queues: [{ name: QUEUE }] })
  await restoreMessages(after, QUEUE, file)
  expect((await after.inspectQueue(QUEUE)).ready).toEqual(['one', 'two'])
  expect(existsSync(file)).toBe(false)
  await after.close()
  rmSync(directory, { recursive: true })
})

async function receiveOne({ endpoint, queueUrlBase }: LocalSqs): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  await client.send(new ReceiveMessageCommand({ QueueUrl: `${queueUrlBase}/${QUEUE}` }))
  client.destroy()
}
