import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Condition } from '../contracts/condition.ts'
import { LIMITS } from '../contracts/limits.ts'
import { parsed, refused } from '../contracts/parse-result.ts'
import { EMPTY_WORLD } from './compilation.ts'
import { compileFlag } from './compile-flag.ts'
import { compileSegment } from './compile-segment.ts'
import { type RegexEngine, stepsOfPattern } from './regex-engine.ts'

/** Its patterns are numbers of instructions; it counts how many it is asked for. */
function countingEngine(): { readonly regex: RegexEngine; readonly asked: () => number } {
  let count = 0
  const regex: RegexEngine = (pattern) => {
    count++
    const instructions = Number(pattern)
    return instructions > 0 ? parsed({ matches: () => true, instructions }) : refused('not a pattern')
  }
  return { regex, asked: () => count }
}

const matches = (pattern: string | number): Condition => ({
  attribute: 'a',
  operator: 'matches',
  pattern: String(pattern),
})
const flagOf = (...conditions: readonly Condition[]) =>
  sampleFlag({ rules: conditions.map((condition, i) => ({ id: `r${i}`, if: condition, serve: { variant: 'on' } })) })
const compileWith = (regex: RegexEngine, ...conditions: readonly Condition[]) =>
  compileFlag(flagOf(...conditions), { ...EMPTY_WORLD, regex })
const stepsOf = (...conditions: readonly Condition[]) => {
  const flag = compileWith(countingEngine().regex, ...conditions)
  return flag.state === 'decidable' ? flag.steps : flag.resolution.errorMessage
}
const many = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one)

// One step for the combination, and one for each of those without a pattern.
const filledUp = (others: number): Condition => ({
  any: [...many(49, matches(10)), ...many(others, { attribute: 'a', operator: 'exists' } as const)],
})

describe('stepsOfPattern', () => {
  it.each([
    [1, 100],
    [3, 300],
    [20, 2_000],
    [LIMITS.patternInstructions, LIMITS.stepsPerEvaluation],
  ])('takes for %i instructions %i steps', (instructions, steps) => {
    expect(stepsOfPattern({ matches: () => true, instructions })).toBe(steps)
  })

  it('lets no evaluation do more than 250 000 instructions for code units', () => {
    expect(LIMITS.stepsPerEvaluation * LIMITS.patternWorkPerStep).toBeLessThanOrEqual(250_000)
    expect(LIMITS.patternInstructions * LIMITS.matchedTextLength).toBeLessThanOrEqual(250_000)
  })
})

describe('a pattern among the steps of a flag', () => {
  it('counts what its worst match can take', () => {
    expect(stepsOf(matches(10))).toBe(1_000)
    expect(stepsOf({ any: [matches(10), { not: matches(5) }] }, matches(1))).toBe(1 + 1_000 + 1 + 500 + 100)
  })

  it.each([
    [998, 49_999],
    [999, 50_000],
    [1_000, `deciding it could take more than ${LIMITS.stepsPerEvaluation} steps`],
  ])('fills the budget up with %i other conditions: %s', (others, steps) => {
    expect(stepsOf(filledUp(others))).toBe(steps)
  })
})

describe('compiling', () => {
  it.each<readonly [string, readonly Condition[], number]>([
    ['a bad pattern, across rules', many(500, { any: many(900, matches('(')) }), 1],
    ['a bad pattern behind good ones', [{ all: [matches(1), { not: matches(1) }] }, ...many(99, matches('('))], 3],
    ['more patterns than can be decided by', many(500, { all: many(900, matches(120)) }), 5],
  ])('stops at %s', (_what, conditions, patterns) => {
    const { regex, asked } = countingEngine()
    expect(compileWith(regex, ...conditions).state).toBe('broken')
    expect(asked()).toBe(patterns)
  })

  it('stops in a segment too', () => {
    const { regex, asked } = countingEngine()
    const segment = { key: 's', included: [], excluded: [], rules: many(500, matches('(')) }
    expect(compileSegment(segment, { ...EMPTY_WORLD, regex }).state).toBe('broken')
    expect(asked()).toBe(1)
  })
})
