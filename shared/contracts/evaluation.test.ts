import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEvaluationContext } from './evaluation.ts'

describe('parseEvaluationContext', () => {
  it('takes any JSON object whose targeting key is absent or a text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (attributes) => {
        const { targetingKey: _, ...context } = attributes
        expect(parseEvaluationContext(context)).toEqual({ ok: true, value: context })
      }),
    )
  })

  it.each([[null], [[]], ['x'], [1], [undefined]])('refuses %j, which is no object', (input) => {
    expect(parseEvaluationContext(input)).toMatchObject({ ok: false, problems: [{ path: ['context'] }] })
  })

  it.each([[null], [1], [{}], [[]], [true]])('refuses the targeting key %j', (targetingKey) => {
    expect(parseEvaluationContext({ targetingKey })).toMatchObject({
      ok: false,
      problems: [{ path: ['context', 'targetingKey'], message: 'expected string' }],
    })
  })

  it('takes no targeting key from __proto__', () => {
    expect(parseEvaluationContext(JSON.parse('{"__proto__":{"targetingKey":5}}')).ok).toBe(true)
  })
})
