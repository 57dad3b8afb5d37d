import type { Workload } from './engine.ts'

/** What the evaluator must reach, as ratios of medians in one run. */
export const TARGETS: Readonly<Record<Workload, { readonly timesFloor: number; readonly timesFaster: number }>> = {
  w1: { timesFloor: 2, timesFaster: 5 },
  w2: { timesFloor: 1.8, timesFaster: 7 },
  w3: { timesFloor: 1.5, timesFaster: 8 },
  w4: { timesFloor: 1.6, timesFaster: 14 },
  w5: { timesFloor: 1.5, timesFaster: 9 },
}

/** From the bytes of 10 000 flags to the first answer. */
export const COLD_TARGETS = {
  /** Of the time to decode and `JSON.parse` the same content. */
  timeShare: 0.25,
  /** Times the bytes: heap and buffers that stay, the ruleset's own bytes among them. */
  memory: 2,
} as const
