import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import { compileFlag } from '../evaluation/compile-flag.ts'
import { EMPTY_WORLD } from '../evaluation/compilation.ts'
import { evaluateFlag } from '../evaluation/evaluate-flag.ts'
import { re2Engine } from '../evaluation/re2-engine.ts'
import type { Condition } from './condition.ts'
import { parseEvaluationContext } from './evaluation.ts'
import { parseFlag } from './flag.ts'
import { LIMITS } from './limits.ts'
import { openRuleset } from './ruleset.ts'
import { parseSegment } from './segment.ts'

const repeat = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))

const on = { variant: 'on' }
const exists = { attribute: 'a', operator: 'exists' } as const
const deepCondition = (depth: number): unknown => (depth === 1 ? exists : { not: deepCondition(depth - 1) })
const rule = (changes: object) => ({ rules: [{ id: 'r', serve: { variant: 'on' }, ...changes }] })
const variants = (count: number) => repeat(count, (i) => ({ name: i === 0 ? 'on' : `v${i}`, value: true }))

/** What a flag looks like that has `size` of the thing a limit bounds. */
const FLAG_OF_SIZE: Readonly<Record<string, readonly [number, (size: number) => object]>> = {
  flagKeyLength: [LIMITS.flagKeyLength, (size) => ({ key: 'k'.repeat(size) })],
  variantNameLength: [
    LIMITS.variantNameLength,
    (size) => ({ variants: [...sampleFlag().variants, { name: 'v'.repeat(size), value: true }] }),
  ],
  ruleIdLength: [LIMITS.ruleIdLength, (size) => rule({ id: 'r'.repeat(size) })],
  attributeLength: [
    LIMITS.attributeLength,
    (size) => rule({ if: { attribute: 'a'.repeat(size), operator: 'exists' } }),
  ],
  saltLength: [LIMITS.saltLength, (size) => ({ bucketing: { scheme: 'native', salt: 's'.repeat(size) } })],
  variantsPerFlag: [LIMITS.variantsPerFlag, (size) => ({ variants: variants(size) })],
  variantValueBytes: [
    LIMITS.variantValueBytes,
    (size) => ({ type: 'string', variants: [{ name: 'on', value: 'x'.repeat(size - 2) }] }),
  ],
  rulesPerFlag: [
    LIMITS.rulesPerFlag,
    (size) => ({ rules: repeat(size, (i) => ({ id: `r${i}`, serve: { variant: 'on' } })) }),
  ],
  conditionDepth: [LIMITS.conditionDepth, (size) => rule({ if: deepCondition(size) })],
  conditionsPerRule: [LIMITS.conditionsPerRule, (size) => rule({ if: { all: repeat(size - 1, () => exists) } })],
  operandsPerCondition: [
    LIMITS.operandsPerCondition,
    (size) => rule({ if: { attribute: 'a', operator: 'oneOf', values: repeat(size, String) } }),
  ],
  patternLength: [
    LIMITS.patternLength,
    (size) => rule({ if: { attribute: 'a', operator: 'matches', pattern: 'x'.repeat(size) } }),
  ],
  versionLength: [
    LIMITS.versionLength,
    (size) => rule({ if: { attribute: 'a', operator: 'versionEquals', value: `1.0.0-${'x'.repeat(size - 6)}` } }),
  ],
  stepsPerRamp: [
    LIMITS.stepsPerRamp,
    (size) => rule({ rollout: { ramp: { mode: 'linear', steps: repeat(size, (at) => ({ at, share: 1 })) } } }),
  ],
  operandLength: [
    LIMITS.operandLength,
    (size) => rule({ if: { attribute: 'a', operator: 'equals', value: 'x'.repeat(size) } }),
  ],
}

describe.each(Object.entries(FLAG_OF_SIZE))('%s', (_name, [limit, flagOfSize]) => {
  it.each([
    ['accepts one less', limit - 1, true],
    ['accepts exactly', limit, true],
    ['refuses one more', limit + 1, false],
  ])('%s (%i)', (_sentence, size, accepted) => {
    expect(parseFlag({ ...sampleFlag(), ...flagOfSize(size) }).ok).toBe(accepted)
  })
})

const segment = { key: 's', included: [], excluded: [], rules: [] }

describe('idsPerSegment', () => {
  it.each([
    [LIMITS.idsPerSegment - 1, true],
    [LIMITS.idsPerSegment, true],
    [LIMITS.idsPerSegment + 1, false],
  ])('answers for %i ids: %s', (size, accepted) => {
    expect(parseSegment({ ...segment, included: repeat(size, String) }).ok).toBe(accepted)
    expect(parseSegment({ ...segment, excluded: repeat(size, String) }).ok).toBe(accepted)
  })
})

// One step for the condition, and one for each operand but the first.
const stepsOf = (operands: number): Condition => ({
  attribute: 'a',
  operator: 'contains',
  values: repeat(operands, String),
})

const fiveTimes = (last: number) =>
  sampleFlag({
    rules: [10_000, 10_000, 10_000, 10_000, last].map((operands, i) => ({
      id: `r${i}`,
      if: stepsOf(operands),
      serve: { variant: 'on' },
    })),
  })

describe('stepsPerEvaluation', () => {
  it.each([
    [LIMITS.stepsPerEvaluation - 1, 'decidable'],
    [LIMITS.stepsPerEvaluation, 'decidable'],
  ])('decides a flag of %i steps', (steps, state) => {
    expect(compileFlag(fiveTimes(steps - 40_000)).state).toBe(state)
  })
  it('does not decide one of a step more', () => {
    const [first, ...rest] = fiveTimes(10_000).rules
    const rules = [{ id: 'one', if: stepsOf(1), serve: { variant: 'on' } }, ...(first ? [first] : []), ...rest]
    expect(compileFlag(sampleFlag({ rules })).state).toBe('broken')
  })
})

describe('matchedTextLength', () => {
  it.each([
    [LIMITS.matchedTextLength - 1, true],
    [LIMITS.matchedTextLength, true],
    [LIMITS.matchedTextLength + 1, false],
  ])('answers for a text of %i code units: %s', (length, matched) => {
    const rules = [{ id: 'r', if: { attribute: 'a', operator: 'matches', pattern: 'x$' } as const, serve: on }]
    const flag = compileFlag(sampleFlag({ rules }), { ...EMPTY_WORLD, regex: re2Engine })
    const resolution = evaluateFlag(flag, { a: 'x'.repeat(length) }, 0)
    expect(resolution.reason).toBe(matched ? 'TARGETING_MATCH' : 'DEFAULT')
  })
})

const instructionsOf = (size: number) => re2Engine('x'.repeat(size), false)

describe('patternInstructions', () => {
  it('refuses a pattern of one instruction more', () => {
    // A text of n characters makes n + 2 instructions.
    expect(instructionsOf(LIMITS.patternInstructions - 3).ok).toBe(true)
    expect(instructionsOf(LIMITS.patternInstructions - 2).ok).toBe(true)
    expect(instructionsOf(LIMITS.patternInstructions - 1).ok).toBe(false)
  })
})

describe('targetingKeyLength', () => {
  it.each([
    [LIMITS.targetingKeyLength - 1, true],
    [LIMITS.targetingKeyLength, true],
    [LIMITS.targetingKeyLength + 1, false],
  ])('answers for %i characters: %s', (size, accepted) => {
    expect(parseEvaluationContext({ targetingKey: 'x'.repeat(size) }).ok).toBe(accepted)
  })
})

const entriesOf = (count: number) => repeat(count, (i) => [`k${i}`, 0])

const rulesetOf = (flags: number, segments: number) => {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' }
  const contents = { flags: entriesOf(flags), segments: entriesOf(segments) }
  const header = { format: 1, environment: 'abcdefghijkl', version: 1, settings, ...contents }
  return new TextEncoder().encode(`${JSON.stringify(header)}\n`)
}

describe('segmentsPerRuleset', () => {
  it.each([
    [LIMITS.segmentsPerRuleset - 1, true],
    [LIMITS.segmentsPerRuleset, true],
    [LIMITS.segmentsPerRuleset + 1, false],
  ])('answers for %i segments: %s', (segments, accepted) => {
    expect(openRuleset(rulesetOf(0, segments)).ok).toBe(accepted)
  })
})

describe('flagsPerRuleset', () => {
  it.each([
    [LIMITS.flagsPerRuleset - 1, true],
    [LIMITS.flagsPerRuleset, true],
    [LIMITS.flagsPerRuleset + 1, false],
  ])('answers for %i flags: %s', (flags, accepted) => {
    expect(openRuleset(rulesetOf(flags, 0)).ok).toBe(accepted)
  })
})

describe('rulesetBytes', () => {
  it('refuses one byte more, before reading any', () => {
    expect(openRuleset(new Uint8Array(LIMITS.rulesetBytes + 1))).toMatchObject({
      problems: [{ message: `expected at most ${LIMITS.rulesetBytes} bytes, got ${LIMITS.rulesetBytes + 1}` }],
    })
    expect(openRuleset(new Uint8Array(LIMITS.rulesetBytes))).toMatchObject({
      problems: [{ message: 'expected a header line' }],
    })
  })
})
