import { expect, it } from 'vitest'
import type { TraceStep } from '../../../../shared/evaluation/trace.ts'
import { ruleOutcomes } from './rule-outcomes.ts'

const window: TraceStep = { step: 'window', nowMs: 0, holds: true, steps: [] }

it('says of every rule what came of it, also of those that nobody looked at', () => {
  const rules = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, enabled: id !== 'b' }))
  const outcomes = ruleOutcomes(rules, [
    { step: 'rule', ruleId: 'a', matches: false, steps: [] },
    { step: 'rule', ruleId: 'c', matches: true, steps: [window] },
    { step: 'serve', ruleId: 'c', served: false, steps: [] },
    { step: 'rule', ruleId: 'd', matches: true, steps: [] },
    { step: 'serve', ruleId: 'd', served: true, steps: [] },
  ])
  expect(outcomes.map(({ number, state }) => [number, state])).toEqual([
    [1, 'unmatched'],
    [2, 'off'],
    [3, 'left'],
    [4, 'served'],
    [5, 'unreached'],
  ])
  expect(outcomes[2]?.conditions).toEqual([window])
})
