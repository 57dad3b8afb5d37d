import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import { type Resolution, parseEvaluationContext } from '../contracts/evaluation.ts'
import type { Serve } from '../contracts/flag.ts'
import { WHOLE } from '../contracts/limits.ts'
import { compileFlag } from './compile-flag.ts'
import { evaluateFlag } from './evaluate-flag.ts'

const scheme = fc.constantFrom('native' as const, 'togglemaster-classic' as const)
const share = fc.integer({ min: 0, max: WHOLE })

const variantOf = (resolution: Resolution) => ('variant' in resolution ? resolution.variant : undefined)
const halves = (weight: number): Serve => ({
  split: {
    weights: [
      { variant: 'on', weight },
      { variant: 'off', weight: WHOLE - weight },
    ],
  },
})

function evaluateSplit(salt: string, serve: Serve, targetingKey: string) {
  const flag = compileFlag(sampleFlag({ bucketing: { scheme: 'native', salt }, defaultServe: serve }))
  return variantOf(evaluateFlag(flag, { targetingKey }, 0))
}

describe('for any input', () => {
  it('raising a share removes nobody', () => {
    fc.assert(
      fc.property(
        scheme,
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        share,
        share,
        (name, salt, person, a, b) => {
          const isTaken = (taken: number) => {
            const rules = [{ id: 'r', rollout: { share: taken }, serve: { variant: 'on' } }]
            const flag = sampleFlag({ bucketing: { scheme: name, salt }, rules, defaultServe: { variant: 'off' } })
            return variantOf(evaluateFlag(compileFlag(flag), { targetingKey: person }, 0)) === 'on'
          }
          expect(!isTaken(Math.min(a, b)) || isTaken(Math.max(a, b))).toBe(true)
          expect([isTaken(0), isTaken(WHOLE)]).toEqual([false, true])
        },
      ),
    )
  })

  it("raising a split's first weight moves people into it and nobody out", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), share, share, (salt, person, a, b) => {
        const before = evaluateSplit(salt, halves(Math.min(a, b)), person)
        const after = evaluateSplit(salt, halves(Math.max(a, b)), person)
        expect(before === 'off' || after === 'on').toBe(true)
      }),
    )
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

  it('any JSON object is a context, and gives a value of the type or an error', () => {
    const names = fc.oneof(fc.constantFrom('plan', 'targetingKey', '__proto__', 'constructor', 'geo'), fc.string())
    const rules = [
      { id: 'a', if: { attribute: 'plan', operator: 'contains', values: ['a'] }, serve: halves(50_000) },
      {
        id: 'b',
        if: { not: { attribute: '/geo/country', operator: 'exists' } },
        rollout: { share: 1, by: 'plan' },
        serve: { variant: 'on' },
      },
      { id: 'c', if: { attribute: 'constructor', operator: 'lessThan', value: 1 }, serve: { variant: 'off' } },
    ] as const
    const flag = compileFlag(sampleFlag({ rules, defaultServe: halves(1) }))
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (attributes) => {
        const context = parseEvaluationContext(JSON.parse(JSON.stringify(attributes)))
        if (!context.ok) return
        const resolution = evaluateFlag(flag, context.value, 0)
        expect('variant' in resolution ? typeof resolution.value : resolution.reason).toMatch(/^(boolean|ERROR)$/)
      }),
    )
  })

  it('meets the weights of a split within four standard deviations', () => {
    const flag = compileFlag(sampleFlag({ defaultServe: halves(30_000) }))
    const people = 20_000
    const on = Array.from({ length: people }, (_, i) =>
      variantOf(evaluateFlag(flag, { targetingKey: `person-${i}` }, 0)),
    ).filter((variant) => variant === 'on')
    expect(Math.abs(on.length - people * 0.3)).toBeLessThan(4 * Math.sqrt(people * 0.3 * 0.7))
  })
})
