import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
import { describeProblems } from './parse-result.ts'
import { parseSegment } from './segment.ts'

const SEGMENT = { key: 'beta', included: ['u1', '__proto__'], excluded: [], rules: [{ segment: 'employees' }] }

function problemsOf(changes: object): string {
  const result = parseSegment({ ...SEGMENT, ...changes })
  return result.ok ? 'accepted' : describeProblems(result.problems)
}

describe('parseSegment', () => {
  it('accepts a segment and hands it out unchanged', () => {
    expect(parseSegment(SEGMENT)).toEqual({ ok: true, value: SEGMENT })
  })

  it.each([
    [{ newer: 1 }, 'newer: unknown property'],
    [{ key: '' }, 'key: expected at least 1 character'],
    [{ included: ['u1', 5] }, 'included: expected at most 100000 texts of at most 2048 characters'],
    [{ excluded: undefined }, 'excluded: expected at most 100000 texts of at most 2048 characters'],
    [
      { included: ['x'.repeat(LIMITS.targetingKeyLength + 1)] },
      'included: expected at most 100000 texts of at most 2048 characters',
    ],
    [{ rules: [{ attribute: 'a', operator: 'is' }] }, 'rules[0].operator'],
    [
      { rules: [{ all: Array.from({ length: LIMITS.conditionsPerRule }, () => ({ all: [] })) }] },
      'rules[0]: 1001 conditions',
    ],
  ])('says what is wrong with %j', (changes, problem) => {
    expect(problemsOf(changes)).toContain(problem)
  })
})
