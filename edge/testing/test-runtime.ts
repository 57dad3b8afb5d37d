import type { Lifetime, Runtime } from '../runtime.ts'

/** Real waiting, on a clock that a test moves: ages jump, budgets are felt. */
export interface ShiftedRuntime extends Runtime {
  /** Negative steps the clock back. */
  shift(ms: number): void
}

export function createShiftedRuntime(): ShiftedRuntime {
  let offsetMs = 0
  return {
    nowMs: () => Date.now() + offsetMs,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => 0.5,
    uuid: () => crypto.randomUUID(),
    shift: (ms) => {
      offsetMs += ms
    },
  }
}

/** No waiting at all: a sleep moves the clock, and ends. */
export function createInstantRuntime(startMs = Date.UTC(2026, 10, 24)): ShiftedRuntime {
  let nowMs = startMs
  return {
    nowMs: () => nowMs,
    sleep: (ms) => {
      nowMs += ms
      return Promise.resolve()
    },
    random: () => 0.5,
    uuid: () => crypto.randomUUID(),
    shift: (ms) => {
      nowMs += ms
    },
  }
}

/** A request's end, as a test sees it. */
export interface TestLifetime extends Lifetime {
  /** How much was left to be done behind. */
  readonly works: readonly Promise<unknown>[]
  /** All that was left behind is done. */
  settled(): Promise<void>
}

export function createTestLifetime(): TestLifetime {
  const works: Promise<unknown>[] = []
  return {
    works,
    waitUntil: (work) => void works.push(work),
    settled: async () => {
      for (let i = 0; i < works.length; i++) await works[i]
    },
  }
}

/** A request whose work behind is cancelled: nothing that it left is waited for. */
export const LOST: Lifetime = { waitUntil: () => undefined }
