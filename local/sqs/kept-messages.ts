import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { LocalSqs } from './start-sqs.ts'

/** Writes down what nobody has taken out of a queue, since the queue itself is in memory. */
export async function keepMessages(sqs: LocalSqs, queue: string, file: string): Promise<void> {
  const { ready, delayed, inFlight } = await sqs.inspectQueue(queue)
  writeFileSync(file, JSON.stringify([...inFlight, ...ready, ...delayed]))
}

/** Puts back what was written down. A message that was in flight may come a second time, as from SQS itself. */
export async function restoreMessages(sqs: LocalSqs, queue: string, file: string): Promise<void> {
  if (!existsSync(file)) return
  for (const body of JSON.parse(readFileSync(file, 'utf8')) as readonly string[]) await sqs.send(queue, body)
  rmSync(file)
}
