import { setTimeout as sleep } from 'node:timers/promises'
import type { Evaluation, Evaluator } from './evaluate.ts'

/** Requests at a steady pace, whether the ones before were answered or not. */
export interface Load {
  /** By ascending arrival. */
  readonly evaluations: readonly Evaluation[]
  /** What was answered by something else than a decision. */
  readonly failures: readonly unknown[]
  /** Resolves when all that was sent has been answered. */
  readonly stop: () => Promise<void>
}

export const REQUESTS_PER_SECOND = 50
const EVERY_MS = 1_000 / REQUESTS_PER_SECOND

export function startLoad({ evaluate }: Evaluator): Load {
  const evaluations: Evaluation[] = []
  const failures: unknown[] = []
  const underway = new Set<Promise<void>>()
  const stopping = new AbortController()
  const send = (): void => {
    const one = evaluate().then(
      (evaluation) => void evaluations.push(evaluation),
      (error: unknown) => void failures.push(error),
    )
    underway.add(one)
    void one.finally(() => underway.delete(one))
  }
  const run = async (): Promise<void> => {
    // Isolates are not asked at the same moments.
    let nextAtMs = performance.now() + Math.random() * EVERY_MS
    while (!stopping.signal.aborted) {
      await sleep(Math.max(0, nextAtMs - performance.now()))
      send()
      nextAtMs += EVERY_MS
    }
  }
  const running = run()
  return {
    evaluations,
    failures,
    stop: async () => {
      stopping.abort()
      await running
      await Promise.all(underway)
    },
  }
}
