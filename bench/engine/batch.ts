import type { Engine, EngineContext, EngineResult, Workload } from './engine.ts'

/** Runs a workload `count` times over rotating contexts. */
type Loop = (engine: Engine, contexts: readonly EngineContext[], count: number) => void

/** Results end here, so that no evaluation is dead code; a few at a time, so that they do not pile up. */
const sink: EngineResult[] = Array.from({ length: 16 })

/** One loop per workload, written out: a shared one would see five functions at its call and inline none. */
const LOOPS: Readonly<Record<Workload, Loop>> = {
  w1: ({ w1on, w1off }, contexts, count) => {
    for (let i = 0, user = 0; i < count; i += 2) {
      sink[i & 15] = w1on(contexts[user])
      sink[(i + 1) & 15] = w1off(contexts[user])
      if (++user === contexts.length) user = 0
    }
  },
  w2: ({ w2 }, contexts, count) => {
    for (let i = 0, user = 0; i < count; i++) {
      sink[i & 15] = w2(contexts[user])
      if (++user === contexts.length) user = 0
    }
  },
  w3: ({ w3 }, contexts, count) => {
    for (let i = 0, user = 0; i < count; i++) {
      sink[i & 15] = w3(contexts[user])
      if (++user === contexts.length) user = 0
    }
  },
  w4: ({ w4 }, contexts, count) => {
    for (let i = 0, user = 0; i < count; i++) {
      sink[i & 15] = w4(contexts[user])
      if (++user === contexts.length) user = 0
    }
  },
  w5: ({ w5 }, contexts, count) => {
    for (let i = 0, user = 0; i < count; i++) {
      sink[i & 15] = w5(contexts[user])
      if (++user === contexts.length) user = 0
    }
  },
}

/** @returns nanoseconds for one evaluation (for w5: of every flag for one person) */
export function timeBatch(
  workload: Workload,
  engine: Engine,
  contexts: readonly EngineContext[],
  count: number,
): number {
  const loop = LOOPS[workload]
  const startMs = performance.now()
  loop(engine, contexts, count)
  return ((performance.now() - startMs) * 1e6) / count
}

export interface Calibration {
  readonly warmUpMs: number
  readonly sampleMs: number
}

/**
 * Warms a workload up and finds the batch that takes about `sampleMs`.
 * @returns evaluations per batch, even
 */
export function calibrate(
  workload: Workload,
  engine: Engine,
  contexts: readonly EngineContext[],
  { warmUpMs, sampleMs }: Calibration,
): number {
  const untilMs = performance.now() + warmUpMs
  let count = 2
  let nsEach = timeBatch(workload, engine, contexts, count)
  while (performance.now() < untilMs) {
    count = batchOf(nsEach, sampleMs)
    nsEach = timeBatch(workload, engine, contexts, Math.min(count, contexts.length * 100))
  }
  return batchOf(nsEach, sampleMs)
}

/** A tenth more than needed, so that a sample is seldom shorter than asked for. */
function batchOf(nsEach: number, sampleMs: number): number {
  return 2 * Math.max(1, Math.ceil((sampleMs * 1.1e6) / nsEach / 2))
}
