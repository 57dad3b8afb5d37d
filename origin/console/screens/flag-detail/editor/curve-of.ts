import type { Ramp } from '../../../../../shared/contracts/schedule.ts'

export interface CurvePoint {
  readonly timeMs: number
  readonly share: number
}

export interface CurveSpan {
  readonly mode: Ramp['mode']
  /** By time. */
  readonly steps: readonly CurvePoint[]
  readonly fromMs: number
  readonly untilMs: number
}

/** The corners of a ramp's line: nobody before the first step, the last step's share behind it. */
export function curveOf({ mode, steps, fromMs, untilMs }: CurveSpan): readonly CurvePoint[] {
  const points: CurvePoint[] = [{ timeMs: fromMs, share: 0 }]
  for (const [i, step] of steps.entries()) {
    // Straight up where a share is held until now; the first step is reached at once in either mode.
    if (mode === 'stepped' || i === 0) points.push({ timeMs: step.timeMs, share: points.at(-1)?.share ?? 0 })
    points.push(step)
  }
  return [...points, { timeMs: untilMs, share: points.at(-1)?.share ?? 0 }]
}
