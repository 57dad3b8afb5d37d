import { vi } from 'vitest'

/**
 * The one clock of a model's whole world: origin, publisher and edges. It moves only when nothing else can happen, so
 * that what a request waits is what the product makes it wait, on any machine.
 */
export interface ModelClock {
  /** Lets time pass until the work is done, no more than that needs. */
  readonly until: <T>(work: Promise<T>) => Promise<T>
  readonly pass: (ms: number) => Promise<void>
  readonly restore: () => void
}

export interface ModelClockParts {
  /** Whether something is under way on another thread, which no clock waits for. */
  readonly isBusy: () => boolean
  /** Looks at the world after each thing that happened. */
  readonly onStep: () => Promise<void>
}

const START_MS = Date.UTC(2026, 10, 24)
/** What runs between two turns of the event loop may start something for the next one: a stream does. */
const TURNS = 4
/** No product of ours makes anybody wait for this long. */
const FOREVER_MS = 60_000

export function createModelClock({ isBusy, onStep }: ModelClockParts): ModelClock {
  vi.useFakeTimers({ now: START_MS, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const calmDown = async (): Promise<void> => {
    do {
      for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => void setImmediate(resolve))
      await onStep()
    } while (isBusy())
  }
  const runUntil = async (isOver: () => boolean): Promise<void> => {
    const beganAtMs = Date.now()
    for (await calmDown(); !isOver(); await calmDown()) {
      if (Date.now() - beganAtMs > FOREVER_MS) throw new Error('something waits without end')
      vi.advanceTimersToNextTimer()
    }
  }
  return {
    until: async (work) => {
      let isOver = false
      const ended = (): void => void (isOver = true)
      work.then(ended, ended)
      await runUntil(() => isOver)
      return work
    },
    pass: async (ms) => {
      for (let leftMs = ms; leftMs > 0; leftMs -= FOREVER_MS) {
        let isOver = false
        setTimeout(() => void (isOver = true), Math.min(leftMs, FOREVER_MS))
        await runUntil(() => isOver)
      }
    },
    restore: () => void vi.useRealTimers(),
  }
}
