import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Flag } from '../contracts/flag.ts'
import { LIMITS } from '../contracts/limits.ts'
import { encodeRuleset } from '../contracts/ruleset.ts'
import { type CompiledRuleset, compileRuleset } from './compiled-ruleset.ts'
import { evaluateFlag } from './evaluate-flag.ts'

/** A ruleset as bytes, with flags that no parser would have let in. */
function rulesetOf(flags: readonly object[]): CompiledRuleset {
  const bytes = encodeRuleset({
    environment: 'abcdefghijkl',
    version: 7,
    settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
    flags: flags as readonly Flag[],
  })
  const compiled = compileRuleset(bytes)
  if (!compiled.ok) throw new Error('expected a ruleset')
  return compiled.value
}

function answerOf(ruleset: CompiledRuleset, key: string) {
  const flag = ruleset.flag(key)
  return flag === undefined ? undefined : evaluateFlag(flag, { targetingKey: 'u' }, 0)
}

describe('compileRuleset', () => {
  it('refuses only a broken frame', () => {
    expect(compileRuleset(new Uint8Array())).toMatchObject({ ok: false })
  })

  it('compiles a flag once, on its first use', () => {
    const ruleset = rulesetOf([sampleFlag()])
    expect(ruleset.flag('checkout')).toBe(ruleset.flag('checkout'))
  })

  it('says how much of it is compiled, each flag once, whatever came of it', () => {
    const [good, broken] = [sampleFlag({ key: 'good' }), { key: 'broken' }]
    const ruleset = rulesetOf([good, broken])
    expect(ruleset.compiledBytes()).toBe(0)
    answerOf(ruleset, 'good')
    expect(ruleset.compiledBytes()).toBe(JSON.stringify(good).length)
    for (const key of ['broken', 'broken', 'good', 'unknown']) answerOf(ruleset, key)
    expect(ruleset.compiledBytes()).toBe(JSON.stringify(good).length + JSON.stringify(broken).length)
  })

  it('has no flag that it was not given', () => {
    const ruleset = rulesetOf([sampleFlag()])
    for (const key of ['other', '__proto__', 'constructor', '']) expect(ruleset.flag(key)).toBeUndefined()
  })

  it.each([
    ['an unknown property', { ...sampleFlag({ key: 'bad' }), newer: true }],
    [
      'an unknown operator',
      {
        ...sampleFlag({ key: 'bad' }),
        rules: [{ id: 'r', if: { attribute: 'a', operator: 'x' }, serve: { variant: 'on' } }],
      },
    ],
    ['an unknown variant', sampleFlag({ key: 'bad', defaultServe: { variant: 'gone' } })],
    ['an unknown scheme', { ...sampleFlag({ key: 'bad' }), bucketing: { scheme: 'x', salt: 's' } }],
    ['a value 1 000 deep', { ...sampleFlag({ key: 'bad' }), deep: JSON.parse('['.repeat(1_000) + ']'.repeat(1_000)) }],
    ['too many bytes', { ...sampleFlag({ key: 'bad' }), pad: 'x'.repeat(LIMITS.flagBytes) }],
    ['no properties', { key: 'bad' }],
  ])('answers for a flag with %s by its own error, and for its neighbours as ever', (_what, bad) => {
    const ruleset = rulesetOf([sampleFlag({ key: 'before' }), bad, sampleFlag({ key: 'after' })])
    expect(answerOf(ruleset, 'bad')).toMatchObject({ reason: 'ERROR', errorCode: 'PARSE_ERROR' })
    expect(answerOf(ruleset, 'before')).toMatchObject({ variant: 'on' })
    expect(answerOf(ruleset, 'after')).toMatchObject({ variant: 'on' })
  })

  it('answers for a key that stands twice by an error, and not by either of the two', () => {
    const ruleset = rulesetOf([sampleFlag(), sampleFlag({ enabled: false }), sampleFlag({ key: 'after' })])
    expect(answerOf(ruleset, 'checkout')).toMatchObject({ reason: 'ERROR', errorCode: 'PARSE_ERROR' })
    expect(answerOf(ruleset, 'after')).toMatchObject({ variant: 'on' })
  })

  it('does not serve a flag under the key of another', () => {
    const bytes = encodeRuleset({
      environment: 'abcdefghijkl',
      version: 7,
      settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
      flags: [sampleFlag({ key: 'aaa' })],
    })
    const text = new TextDecoder().decode(bytes).replace('[["aaa"', '[["bbb"')
    const compiled = compileRuleset(new TextEncoder().encode(text))
    if (!compiled.ok) throw new Error('expected a ruleset')
    expect(answerOf(compiled.value, 'bbb')).toMatchObject({ errorMessage: 'stands under another key' })
  })
})

/** JSON takes spaces at its end, so anything can have any length. */
function rulesetOfSizes(flagBytes: number, segmentBytes: number): CompiledRuleset {
  const flag = sampleFlag({ rules: [{ id: 'r', if: { segment: 's' }, serve: { variant: 'on' } }] })
  const flagText = JSON.stringify(flag).padEnd(flagBytes)
  const segmentText = JSON.stringify({ key: 's', included: [], excluded: [], rules: [] }).padEnd(segmentBytes)
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' }
  const entries = { flags: [['checkout', flagText.length]], segments: [['s', segmentText.length]] }
  const header = JSON.stringify({ format: 1, environment: 'abcdefghijkl', version: 1, settings, ...entries })
  const compiled = compileRuleset(new TextEncoder().encode(`${header}\n${flagText}${segmentText}`))
  if (!compiled.ok) throw new Error('expected a ruleset')
  return compiled.value
}

describe.each([
  ['one less', -1, 'decidable'],
  ['exactly', 0, 'decidable'],
  ['one more', 1, 'broken'],
])('at the limit of bytes, %s', (_what, more, state) => {
  it(`finds a flag ${state}`, () => {
    expect(rulesetOfSizes(LIMITS.flagBytes + more, 0).flag('checkout')?.state).toBe(state)
  })

  it(`finds a flag of such a segment ${state}`, () => {
    expect(rulesetOfSizes(0, LIMITS.segmentBytes + more).flag('checkout')?.state).toBe(state)
  })
})

describe('allFlags', () => {
  it('gives every flag in the order of its keys, the same each time', () => {
    const ruleset = rulesetOf([sampleFlag({ key: 'b' }), sampleFlag({ key: 'a' })])
    expect(ruleset.allFlags().map(({ key }) => key)).toEqual(['b', 'a'])
    expect(ruleset.allFlags()).toBe(ruleset.allFlags())
    expect(ruleset.allFlags()[1]).toBe(ruleset.flag('a'))
  })
})
