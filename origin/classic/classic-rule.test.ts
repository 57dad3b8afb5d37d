import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { togglemasterClassicScheme } from '../../shared/evaluation/bucketing/togglemaster-classic.ts'
import { compileFlag } from '../../shared/evaluation/compile-flag.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'
import { type ClassicRules, readClassicTargeting, writeClassicRule, writeClassicTargeting } from './classic-rule.ts'

const flag = {
  key: 'enable-new-dashboard',
  type: 'boolean' as const,
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  clientVisible: false,
  scheme: 'togglemaster-classic' as const,
  salt: 'enable-new-dashboard',
}
const base = { enabled: true, offVariant: 'off' }
const times = { createdAtMs: 1, updatedAtMs: 2 }

const classicRules: fc.Arbitrary<ClassicRules> = fc.oneof(
  fc.record({
    type: fc.constant('PERCENTAGE' as const),
    value: fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1_000),
  }),
  fc.record({
    type: fc.constant('USER_LIST' as const),
    values: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
  }),
  fc.record({
    type: fc.constant('LOCATION' as const),
    countries: fc.array(fc.constantFrom('BR', 'US', 'PT'), { minLength: 1 }),
  }),
)

const configure = (rules: ClassicRules, enabled: boolean) => ({
  ...base,
  ...writeClassicTargeting({ ...writeClassicRule('r1', rules), enabled, ...times }),
})

const rule = (rest: object) => ({ id: 'r1', enabled: true, ...times, serve: { variant: 'on' }, ...rest })

describe('a rule of the seed', () => {
  it('comes back as it was written, whatever it is', () => {
    fc.assert(
      fc.property(classicRules, fc.boolean(), (rules, enabled) => {
        const targeting = readClassicTargeting(flag, configure(rules, enabled))
        expect(targeting).toMatchObject({ state: 'rule', rules, stored: { enabled } })
      }),
    )
  })

  it.each([1e-10, 25.000_000_000_1])('gives %d percent to the bucket that begins below it', (value) => {
    const compiled = assembleFlag(flag, configure({ type: 'PERCENTAGE', value }, true))
    expect(compiled.rules[0]?.rollout).toEqual({ share: Math.floor(value) * 1_000 + 1 })
  })

  it.each([{ scheme: 'native' as const }, { salt: 'another' }])('has no percentage of a flag with %j', (changes) => {
    const targeting = readClassicTargeting({ ...flag, ...changes }, configure({ type: 'PERCENTAGE', value: 50 }, true))
    expect(targeting).toEqual({ state: 'inexpressible' })
  })

  it('takes exactly the buckets below its percentage, whatever decimals that has', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.string({ minLength: 1 }), (value, userId) => {
        const bucket = togglemasterClassicScheme(flag.salt)(userId) / 1_000
        const compiled = compileFlag(assembleFlag(flag, configure({ type: 'PERCENTAGE', value }, true)))
        expect(evaluateFlag(compiled, { targetingKey: userId }, 0)).toMatchObject({ value: bucket < value })
      }),
    )
  })

  it.each([0.07, 0.1, 0.29, 1.1, 33.333, 57.3, 99.999])('keeps %f as it is', (value) => {
    expect(readClassicTargeting(flag, configure({ type: 'PERCENTAGE', value }, true))).toMatchObject({
      rules: { value },
    })
  })

  it('serves everybody when there is none, or when it is switched off', () => {
    const none = { ...base, ...writeClassicTargeting(undefined) }
    expect(readClassicTargeting(flag, none)).toEqual({ state: 'none' })
    for (const configuration of [none, configure({ type: 'PERCENTAGE', value: 0 }, false)]) {
      const resolution = evaluateFlag(compileFlag(assembleFlag(flag, configuration)), { targetingKey: 'u' }, 0)
      expect(resolution).toMatchObject({ value: true })
    }
  })

  it.each([
    ['USER_LIST', { type: 'USER_LIST', values: ['u1'] }, { targetingKey: 'u1' }, { targetingKey: 'u2' }],
    [
      'LOCATION',
      { type: 'LOCATION', countries: ['BR'] },
      { targetingKey: 'u', geo: { country: 'BR' } },
      { targetingKey: 'u', geo: { country: 'US' } },
    ],
  ] as const)('of type %s takes its people and no others', (_type, rules, inside, outside) => {
    const compiled = compileFlag(assembleFlag(flag, configure(rules, true)))
    expect(evaluateFlag(compiled, inside, 0)).toMatchObject({ value: true })
    expect(evaluateFlag(compiled, outside, 0)).toMatchObject({ value: false })
  })

  const off = { variant: 'off' }
  it.each([
    ['two rules', { rules: [rule({}), rule({ id: 'r2' })], defaultServe: off }],
    ['no rule, and off for everybody', { rules: [], defaultServe: off }],
    ['a rule for everybody', { rules: [rule({})], defaultServe: off }],
    [
      'a rule that is switched off beside a default that is off',
      {
        rules: [rule({ enabled: false, rollout: { share: 1 } })],
        defaultServe: off,
      },
    ],
    [
      'a rule that is on beside a default that is on',
      {
        rules: [rule({ rollout: { share: 1 } })],
        defaultServe: { variant: 'on' },
      },
    ],
    ['a rollout by another attribute', { rules: [rule({ rollout: { share: 1, by: 'company' } })], defaultServe: off }],
    ['a rollout with a salt of its own', { rules: [rule({ rollout: { share: 1, salt: 's' } })], defaultServe: off }],
    ['a rule that serves off', { rules: [rule({ serve: off, rollout: { share: 1 } })], defaultServe: off }],
    [
      'a list with a number',
      {
        rules: [rule({ if: { attribute: 'targetingKey', operator: 'oneOf', values: ['u', 1] } })],
        defaultServe: off,
      },
    ],
    [
      'another attribute',
      {
        rules: [rule({ if: { attribute: 'plan', operator: 'oneOf', values: ['pro'] } })],
        defaultServe: off,
      },
    ],
    [
      'a list and a share',
      {
        rules: [rule({ if: { attribute: 'targetingKey', operator: 'oneOf', values: ['u'] }, rollout: { share: 1 } })],
        defaultServe: off,
      },
    ],
    [
      'a share that grows with time',
      {
        rules: [rule({ rollout: { ramp: { mode: 'linear', steps: [{ at: 0, share: 50_000 }] } } })],
        defaultServe: off,
      },
    ],
    ['a window', { rules: [rule({ window: { from: 0 }, rollout: { share: 1 } })], defaultServe: off }],
    [
      'a list of those who are not meant',
      {
        rules: [rule({ if: { attribute: 'targetingKey', operator: 'oneOf', values: ['u'], negate: true } })],
        defaultServe: off,
      },
    ],
    [
      'a list that ignores letter case',
      {
        rules: [rule({ if: { attribute: 'geo.country', operator: 'oneOf', values: ['br'], ignoreCase: true } })],
        defaultServe: off,
      },
    ],
    ['a prerequisite', { rules: [rule({ if: { flag: 'y', variants: ['on'] } })], defaultServe: off }],
    ['a segment', { rules: [rule({ if: { segment: 'beta' } })], defaultServe: off }],
    [
      'a slot of a group',
      { rules: [rule({ group: { key: 'g', slot: 'a' }, rollout: { share: 1 } })], defaultServe: off },
    ],
    ['a holdout', { rules: [rule({ holdout: 'h', rollout: { share: 1 } })], defaultServe: off }],
    ['a range of buckets', { rules: [rule({ if: { bucket: { salt: 's', from: 0, to: 1 } } })], defaultServe: off }],
    [
      'a default that splits',
      {
        rules: [],
        defaultServe: { split: { weights: [{ variant: 'on', weight: 100_000 }] } },
      },
    ],
  ])('cannot express %s', (_name, configuration) => {
    expect(readClassicTargeting(flag, { ...base, ...configuration })).toEqual({ state: 'inexpressible' })
  })

  it('reads a list that says it is not negated as what it is', () => {
    const condition = { attribute: 'targetingKey', operator: 'oneOf', values: ['u'], negate: false, ignoreCase: false }
    const targeting = readClassicTargeting(flag, { ...base, rules: [rule({ if: condition })], defaultServe: off })
    expect(targeting).toMatchObject({ state: 'rule', rules: { type: 'USER_LIST', values: ['u'] } })
  })

  it('cannot express other variants, or a flag that serves on while it is disabled', () => {
    const none = { ...base, ...writeClassicTargeting(undefined) }
    const inexpressible = { state: 'inexpressible' }
    expect(readClassicTargeting({ ...flag, type: 'string' }, none)).toEqual(inexpressible)
    expect(readClassicTargeting({ ...flag, variants: flag.variants.slice(0, 1) }, none)).toEqual(inexpressible)
    expect(readClassicTargeting(flag, { ...none, offVariant: 'on' })).toEqual(inexpressible)
  })
})
