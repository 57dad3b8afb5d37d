import { setTimeout as sleep } from 'node:timers/promises'
import { USAGE_QUEUE } from '../../shared/contracts/usage-table.ts'
import type { LocalSqs } from '../sqs/start-sqs.ts'
import type { LocalCloud } from './cloud.ts'
import type { ServiceProcess } from './service-process.ts'

/** An edge sends what it decided a second after the first decision of its window. */
const EDGE_WINDOW_MS = 1_200
/** A queue that the worker does not empty in this time is not about to be emptied. */
const EMPTY_WITHIN_MS = 3_000
const POLL_MS = 50

/**
 * Stops in the order in which nothing is lost: who sends, who receives, what stands in for the cloud. What the
 * edge has sent is counted first; what a worker could not count is kept for the next start.
 */
export async function stopStack(services: ReadonlyMap<string, ServiceProcess>, cloud: LocalCloud): Promise<void> {
  const isRunning = (name: string): boolean => services.get(name)?.hasEnded === false
  if (isRunning('edge')) await sleep(EDGE_WINDOW_MS)
  await services.get('edge')?.stop()
  if (isRunning('worker')) await untilEmpty(cloud.sqs)
  await services.get('worker')?.stop()
  await services.get('origin')?.stop()
  await cloud.close()
}

/** Bounded: a worker that cannot count must not keep anybody from stopping. */
async function untilEmpty(sqs: LocalSqs): Promise<void> {
  const deadline = performance.now() + EMPTY_WITHIN_MS
  while (performance.now() < deadline) {
    const { ready, inFlight } = await sqs.inspectQueue(USAGE_QUEUE)
    if (ready.length + inFlight.length === 0) return
    await sleep(POLL_MS)
  }
}
