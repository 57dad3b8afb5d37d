import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import { parseEvaluationContext } from './evaluation.ts'
import { parseFlag } from './flag.ts'
import { LIMITS } from './limits.ts'
import { openRuleset } from './ruleset.ts'

const repeat = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))

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

describe('targetingKeyLength', () => {
  it.each([
    [LIMITS.targetingKeyLength - 1, true],
    [LIMITS.targetingKeyLength, true],
    [LIMITS.targetingKeyLength + 1, false],
  ])('answers for %i characters: %s', (size, accepted) => {
    expect(parseEvaluationContext({ targetingKey: 'x'.repeat(size) }).ok).toBe(accepted)
  })
})

const rulesetOf = (flags: number) => {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' }
  const entries = repeat(flags, (i) => [`f${i}`, 0])
  const header = { format: 1, environment: 'abcdefghijkl', version: 1, settings, flags: entries }
  return new TextEncoder().encode(`${JSON.stringify(header)}\n`)
}

describe('flagsPerRuleset', () => {
  it.each([
    [LIMITS.flagsPerRuleset - 1, true],
    [LIMITS.flagsPerRuleset, true],
    [LIMITS.flagsPerRuleset + 1, false],
  ])('answers for %i flags: %s', (flags, accepted) => {
    expect(openRuleset(rulesetOf(flags)).ok).toBe(accepted)
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
