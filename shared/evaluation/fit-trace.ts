import type { TraceStep } from './trace.ts'

/** As much of a trace as fits. */
export interface FittedTrace {
  readonly steps: readonly TraceStep[]
  /** Whether steps were left out. */
  readonly isTruncated: boolean
}

/**
 * Cuts a trace to what can be sent. Each step repeats what it compared, so that a long list of operands, or a long
 * attribute, in thousands of steps would be gigabytes of text. What was looked at first stays, down to the first step
 * that does not fit.
 * @param maxLength  of the steps as JSON, in UTF-16 code units
 */
export function fitTrace(steps: readonly TraceStep[], maxLength: number): FittedTrace {
  let left = maxLength
  const fit = (given: readonly TraceStep[]): readonly TraceStep[] => {
    const kept: TraceStep[] = []
    for (const step of given) {
      // The comma belongs to it too.
      if (left >= 0) left -= JSON.stringify({ ...step, steps: [] }).length + 1
      if (left < 0) break
      kept.push({ ...step, steps: fit(step.steps) })
    }
    return kept
  }
  const fitted = fit(steps)
  return { steps: fitted, isTruncated: left < 0 }
}
