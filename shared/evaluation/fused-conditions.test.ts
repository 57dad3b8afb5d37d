import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { attributeCondition, contextText } from '../conformance/arbitrary-suite.ts'
import type { EvaluationContext } from '../contracts/evaluation.ts'
import { compileAttribute } from './attribute.ts'
import { EMPTY_WORLD, startCompilation } from './compilation.ts'
import { fuseCondition } from './fused-conditions.ts'
import { compileOperator } from './operators/operator-compilers.ts'

it("holds exactly where the operator's own test gives true", () => {
  let fused = 0
  fc.assert(
    fc.property(attributeCondition, contextText, (condition, text) => {
      const context = JSON.parse(text) as EvaluationContext
      const plain = { ...condition, attribute: 'a' }
      const test = compileOperator(plain, startCompilation(EMPTY_WORLD))
      const holds = fuseCondition(plain, 'a', test)
      if (holds === undefined) return
      fused++
      expect(holds(context, 0)).toBe(test(compileAttribute('a')(context), 0) === true)
    }),
    { numRuns: 3_000 },
  )
  expect(fused).toBeGreaterThan(300)
})
