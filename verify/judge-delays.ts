import { type Finding, fail, pass } from './finding.ts'

/** What is promised of every isolate while Redis is well, also of one that slept. */
const BOUND_MS = 5_250

/** @param delaysMs  at least one; `undefined` is what never came */
export function judgeDelays(delaysMs: readonly (number | undefined)[]): Finding {
  const measured = delaysMs.filter((delay) => delay !== undefined).toSorted((a, b) => a - b)
  const missing = delaysMs.length - measured.length
  const figure = [...figuresOf(measured), ...(missing === 0 ? [] : [`${missing} of ${delaysMs.length} never`])].join(
    ', ',
  )
  const isWithin = missing === 0 && measured.every((delay) => delay <= BOUND_MS)
  return isWithin ? pass(figure) : fail(`${figure}; expected at most ${BOUND_MS} ms`)
}

function figuresOf(sorted: readonly number[]): readonly string[] {
  const [first] = sorted
  if (first === undefined) return []
  if (sorted.length === 1) return [`${Math.round(first)} ms`]
  // The nearest rank: always one that was measured.
  const at = (share: number): string => `${Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? first)} ms`
  return [`${sorted.length} times`, `p50 ${at(0.5)}`, `p99 ${at(0.99)}`, `max ${at(1)}`]
}
