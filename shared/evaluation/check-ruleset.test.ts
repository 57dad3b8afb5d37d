import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryFlag } from '../conformance/arbitrary-suite.ts'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Condition } from '../contracts/condition.ts'
import type { Flag } from '../contracts/flag.ts'
import { describeProblem } from '../contracts/parse-result.ts'
import { type Ruleset, encodeRuleset } from '../contracts/ruleset.ts'
import type { Segment } from '../contracts/segment.ts'
import { checkRuleset } from './check-ruleset.ts'
import { compileRuleset } from './compiled-ruleset.ts'
import { re2Engine } from './re2-engine.ts'

const rulesetOf = (flags: readonly Flag[], segments: readonly Segment[] = []): Ruleset => ({
  environment: 'abcdefghijkl',
  version: 1,
  settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
  flags,
  segments,
})
const flagWith = (key: string, condition: Condition) =>
  sampleFlag({ key, rules: [{ id: 'r', if: condition, serve: { variant: 'on' } }] })
const segment = (key: string, ...rules: readonly Condition[]): Segment => ({ key, included: [], excluded: [], rules })
const repeat = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one)
const needs = (flag: string, variant = 'on'): Condition => ({ flag, variants: [variant] })
const problemsOf = (flags: readonly Flag[], segments: readonly Segment[] = []) =>
  checkRuleset(rulesetOf(flags, segments), re2Engine).map(describeProblem)

describe('checkRuleset', () => {
  it.each<readonly [string, readonly string[], readonly Flag[], readonly Segment[]]>([
    ['nothing', [], [flagWith('a', needs('b')), flagWith('b', { segment: 's' })], [segment('s')]],
    [
      'a flag that is not there',
      ['flags[0].rules[0].if.all[0].flag: there is no flag "b"'],
      [flagWith('a', { all: [needs('b')] })],
      [],
    ],
    [
      'a variant that is not there',
      ['flags[0].rules[0].if.variants[0]: the flag "b" has no variant "x"'],
      [flagWith('a', needs('b', 'x')), sampleFlag({ key: 'b' })],
      [],
    ],
    [
      'a segment that is not there',
      ['segments[0].rules[0].not.segment: there is no segment "t"'],
      [],
      [segment('s', { not: { segment: 't' } })],
    ],
    [
      'a bad pattern',
      ['flags[0].rules[0].if.pattern: error parsing regexp: missing closing ): `(`'],
      [flagWith('a', { attribute: 'x', operator: 'matches', pattern: '(' })],
      [],
    ],
    [
      'a key that stands twice',
      ['flags[1].key: the flag "a" stands here for the second time'],
      [sampleFlag({ key: 'a' }), sampleFlag({ key: 'a' })],
      [],
    ],
    ['a flag that needs itself', ['flags[0]: goes in a circle: flag "a" -> flag "a"'], [flagWith('a', needs('a'))], []],
  ])('finds %s', (_what, problems, flags, segments) => {
    expect(problemsOf(flags, segments)).toEqual(problems)
  })

  it('names the first bad pattern of a flag, of however many, and asks for no other', () => {
    let asked = 0
    const regex: typeof re2Engine = (pattern, ignoreCase) => {
      asked++
      return re2Engine(pattern, ignoreCase)
    }
    const bad = { attribute: 'x', operator: 'matches', pattern: '(' } as const
    const good = { ...bad, pattern: '^a' }
    const problems = checkRuleset(rulesetOf([flagWith('a', { all: [good, ...repeat(900, bad)] })]), regex)
    expect(problems.map(describeProblem)).toEqual([
      'flags[0].rules[0].if.all[1].pattern: error parsing regexp: missing closing ): `(`',
    ])
    expect(asked).toBe(2)
  })

  it('says at which pattern there are too many, in a flag and in a segment', () => {
    // 20 instructions, so 2 000 steps.
    const pattern: Condition = { attribute: 'x', operator: 'matches', pattern: '[a-z]{0,9}' }
    const tooMany =
      'matching the patterns up to this one could take 52000 steps (2000 for this one), expected at most 50000'
    expect(problemsOf([flagWith('a', { any: repeat(24, pattern) })])).toEqual([])
    expect(problemsOf([flagWith('a', { any: repeat(100, pattern) })], [segment('s', ...repeat(30, pattern))])).toEqual([
      `flags[0].rules[0].if.any[25].pattern: ${tooMany}`,
      `segments[0].rules[25].pattern: ${tooMany}`,
    ])
  })

  it('names every member of a circle, across flags and segments', () => {
    const flags = [flagWith('a', { segment: 's' }), flagWith('b', needs('a')), sampleFlag({ key: 'c' })]
    const circle = 'goes in a circle: flag "a" -> segment "s" -> flag "b" -> flag "a"'
    expect(problemsOf(flags, [segment('s', needs('b'))])).toEqual([
      `flags[0]: ${circle}`,
      `flags[1]: ${circle}`,
      `segments[0]: ${circle}`,
    ])
  })

  it('looks through a chain of 10 000 in bounded time, and refuses what is too deep', () => {
    const flags = Array.from({ length: 10_000 }, (_, i) =>
      i === 9_999 ? sampleFlag({ key: 'f9999' }) : flagWith(`f${i}`, needs(`f${i + 1}`)),
    )
    const problems = problemsOf(flags)
    expect(problems).toHaveLength(9_989)
    expect(problems[0]).toMatch(/^flags\[0\]: /)
  })

  it('passes only what every edge can decide', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFlag, { minLength: 2, maxLength: 4 }), (made) => {
        const ruleset = rulesetOf(
          made.map((flag, i) => ({ ...flag, key: `f${i}` })),
          [segment('members'), segment('none')],
        )
        fc.pre(checkRuleset(ruleset, re2Engine).length === 0)
        const compiled = compileRuleset(encodeRuleset(ruleset), { regex: re2Engine })
        if (!compiled.ok) throw new Error('expected a ruleset')
        expect(compiled.value.allFlags().map(({ state }) => state)).toEqual(made.map(() => 'decidable'))
      }),
    )
  })
})

describe('an edge with a chain of 10 000 and a circle', () => {
  it('answers each flag in bounded time, whatever is asked first', () => {
    const flags = [
      ...Array.from({ length: 10_000 }, (_, i) => flagWith(`f${i}`, needs(`f${(i + 1) % 10_000}`))),
      sampleFlag({ key: 'good' }),
    ]
    const compiled = compileRuleset(encodeRuleset(rulesetOf(flags)))
    if (!compiled.ok) throw new Error('expected a ruleset')
    expect(
      compiled.value
        .allFlags()
        .filter(({ state }) => state === 'decidable')
        .map(({ key }) => key),
    ).toEqual(['good'])
  })
})

describe('without an engine for regular expressions', () => {
  it('cannot decide the flags that need one, and decides their neighbours', () => {
    const flags = [flagWith('a', { attribute: 'x', operator: 'matches', pattern: 'x' }), sampleFlag({ key: 'b' })]
    const compiled = compileRuleset(encodeRuleset(rulesetOf(flags)))
    if (!compiled.ok) throw new Error('expected a ruleset')
    expect(compiled.value.usesPatterns).toBe(true)
    expect(compiled.value.allFlags().map(({ state }) => state)).toEqual(['broken', 'decidable'])
  })
})
