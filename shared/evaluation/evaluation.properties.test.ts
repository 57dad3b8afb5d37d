import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitrarySuite } from '../conformance/arbitrary-suite.ts'
import { PROPERTIES } from '../conformance/properties.ts'
import { sampleFlag } from '../conformance/sample-flag.ts'
import { answerSuite } from '../conformance/suite.ts'
import type { Resolution } from '../contracts/evaluation.ts'
import { compileFlag } from './compile-flag.ts'
import { evaluateFlag } from './evaluate-flag.ts'

const variantOf = (resolution: Resolution) => ('variant' in resolution ? resolution.variant : undefined)

describe('for any input', () => {
  it.each(PROPERTIES)('$name', ({ property }) => {
    expect(fc.check(property, { numRuns: 200 })).toMatchObject({ failed: false })
  })

  it('an explanation has the resolution of the evaluation', () => {
    const explained = fc.property(arbitrarySuite(2), (suite) => {
      for (const answer of answerSuite(suite)) expect(answer.explained).toEqual(answer.evaluated)
    })
    fc.assert(explained, { numRuns: 40 })
  })

  it('every person of a split gets one of its variants, also where weights are 0', () => {
    const weights = [0, 30_000, 0, 70_000, 0].map((weight, i) => ({ variant: `v${i}`, weight }))
    const variants = weights.map(({ variant }) => ({ name: variant, value: true }))
    const flag = compileFlag(sampleFlag({ variants, defaultServe: { split: { weights } } }))
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (targetingKey) => {
        expect(variantOf(evaluateFlag(flag, { targetingKey }, 0))).toMatch(/^v[13]$/)
      }),
    )
  })

  it('meets the weights of a split within four standard deviations', () => {
    const weights = [
      { variant: 'on', weight: 30_000 },
      { variant: 'off', weight: 70_000 },
    ]
    const flag = compileFlag(sampleFlag({ defaultServe: { split: { weights } } }))
    const people = 20_000
    const variants = Array.from({ length: people }, (_, i) =>
      variantOf(evaluateFlag(flag, { targetingKey: `person-${i}` }, 0)),
    )
    const on = variants.filter((variant) => variant === 'on').length
    expect(Math.abs(on - people * 0.3)).toBeLessThan(4 * Math.sqrt(people * 0.3 * 0.7))
  })
})
