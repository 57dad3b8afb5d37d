import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceProcess } from './service-process.ts'

const POLL_MS = 100
const READY_WITHIN_MS = 60_000
const ANSWER_WITHIN_MS = 2_000

/**
 * Waits until a service answers 200.
 * @throws with the service's last lines when it ends instead, or does not become ready within a minute
 */
export async function waitUntilReady(service: ServiceProcess, url: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  let last = 'no answer'
  const died = service.ended.then((end) => {
    throw new Error(describeEnd(end))
  })
  died.catch(() => undefined)
  while (performance.now() < deadline) {
    last = await Promise.race([ask(url), died])
    if (last === '') return
    await Promise.race([sleep(POLL_MS), died])
  }
  throw new Error(`${service.name} did not become ready within ${READY_WITHIN_MS / 1000} s: ${last}`)
}

/** One paragraph: how a service ended, and what it said last. */
export function describeEnd(end: Awaited<ServiceProcess['ended']>): string {
  const how = end.signal === null ? `with exit code ${end.exitCode}` : `by ${end.signal}`
  if (end.lastLines.length === 0) return `${end.name} ended ${how}.`
  return [`${end.name} ended ${how}. Its last lines:`, ...end.lastLines.map((line) => `  ${line}`)].join('\n')
}

/** The empty string when it is ready, else what it said. */
async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    const text = await response.text()
    return response.ok ? '' : `${response.status} ${text.slice(0, 500)}`
  } catch (error) {
    return (error as Error).message
  }
}
