import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitTrace } from './fit-trace.ts'
import type { TraceStep } from './trace.ts'

const arbitrarySteps: (depth?: number) => fc.Arbitrary<readonly TraceStep[]> = fc.memo((depth) =>
  fc.array(
    fc.record({
      step: fc.constant('rule' as const),
      ruleId: fc.string(),
      matches: fc.boolean(),
      steps: depth <= 1 ? fc.constant([]) : arbitrarySteps(),
    }),
    { maxLength: 3 },
  ),
)
const arbitraryTrace = arbitrarySteps(4)

/** In the order in which they were looked at. */
const flatten = (steps: readonly TraceStep[]): readonly object[] =>
  steps.flatMap(({ steps: inner, ...note }) => [note, ...flatten(inner)])

describe('fitTrace', () => {
  it('leaves a trace that fits as it is', () => {
    fc.assert(
      fc.property(arbitraryTrace, (steps) => {
        expect(fitTrace(steps, JSON.stringify(steps).length * 2)).toEqual({ steps, isTruncated: false })
      }),
    )
  })

  it('keeps what was looked at first, within the length, and says that it left something out', () => {
    fc.assert(
      fc.property(arbitraryTrace, fc.nat(1_000), (steps, maxLength) => {
        const fitted = fitTrace(steps, maxLength)
        const [all, kept] = [flatten(steps), flatten(fitted.steps)]
        expect(kept).toEqual(all.slice(0, kept.length))
        expect(fitted.isTruncated).toBe(kept.length < all.length)
        expect(JSON.stringify(fitted.steps).length).toBeLessThanOrEqual(maxLength + '[]'.length)
      }),
    )
  })
})
