import * as fc from 'fast-check'
import type { AttributeCondition, Condition } from '../contracts/condition.ts'
import type { Flag, Rollout, Rule, Serve } from '../contracts/flag.ts'
import { WHOLE } from '../contracts/limits.ts'
import { OPERATORS } from '../contracts/operators/operator-table.ts'
import type { Segment } from '../contracts/segment.ts'
import type { ConformanceSuite } from './suite.ts'

/** Names and values are few, so that random conditions meet random contexts often enough to hold. */
const ATTRIBUTES = ['a', 'b', 'a.b', '/a/b', '__proto__', 'targetingKey', 'usuário'] as const
const TEXTS = [
  '',
  'x',
  'pro',
  'PRO',
  'ção',
  '😀',
  '1.2.3',
  '2.0.0-rc.1',
  '10.1.2.3',
  '::1',
  '2027-01-15',
  'p1',
  'p2',
] as const
const NOW_MS = 1_800_000_000_000

const attribute = fc.constantFrom(...ATTRIBUTES)
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'grapheme', maxLength: 6 }))
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, 5, NOW_MS, NOW_MS - 1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const scalar = fc.oneof(text, number, fc.boolean())
const share = fc.integer({ min: 0, max: WHOLE })
const salt = fc.constantFrom('s', 'promoção', '😀', 'salt-1')
const at = fc.integer({ min: NOW_MS - 5_000, max: NOW_MS + 5_000 })
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** Properties that are `undefined` left out, as in JSON. */
function present<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

const values = fc.array(scalar, { maxLength: 4 })
const range = fc.tuple(number, number).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
const version = fc.constantFrom('1.2.3', '2.0.0', '0.0.1', '2.0.0-rc.2')

/** Operands for each operator; a new operator without any is a type error. */
const OPERANDS: { readonly [Name in keyof typeof OPERATORS]: fc.Arbitrary<object> } = {
  equals: fc.record({ value: scalar }),
  oneOf: fc.record({ values }),
  exists: fc.constant({}),
  contains: fc.record({ values: fc.array(text, { maxLength: 3 }) }),
  startsWith: fc.record({ values: fc.array(text, { maxLength: 3 }) }),
  endsWith: fc.record({ values: fc.array(text, { maxLength: 3 }) }),
  matches: fc.record({ pattern: fc.constantFrom('^p', 'o$', '[0-9]+', 'ç.o', '(', '.', '\\pL') }),
  greaterThan: fc.record({ value: number }),
  greaterThanOrEqual: fc.record({ value: number }),
  lessThan: fc.record({ value: number }),
  lessThanOrEqual: fc.record({ value: number }),
  between: range,
  modulo: fc.constantFrom({ divisor: 2, remainder: 1 }, { divisor: 5, remainder: 0 }),
  before: fc.record({ value: fc.oneof(at, fc.constant('2027-01-15T08:00:00Z')) }),
  after: fc.record({ value: fc.oneof(at, fc.constant('2027-01-15')) }),
  withinLast: fc.record({ durationMs: fc.integer({ min: 1, max: 100_000_000 }) }),
  withinNext: fc.record({ durationMs: fc.integer({ min: 1, max: 100_000_000 }) }),
  versionEquals: fc.record({ value: version, lenient: optional(fc.boolean()) }),
  versionGreaterThan: fc.record({ value: version }),
  versionGreaterThanOrEqual: fc.record({ value: version, lenient: optional(fc.boolean()) }),
  versionLessThan: fc.record({ value: version }),
  versionLessThanOrEqual: fc.record({ value: version }),
  versionInRange: fc.record({ range: fc.constantFrom('^1.2.0', '>=1.0.0 <2.0.0 || 2.x', '*', '~0.0.1') }),
  includesAny: fc.record({ values }),
  includesAll: fc.record({ values }),
  includesNone: fc.record({ values }),
  size: fc.constantFrom({ min: 1 }, { max: 1 }, { min: 2, max: 3 }),
  inNetwork: fc.record({ values: fc.constantFrom(['10.0.0.0/8'], ['::/0'], ['::1', '0.0.0.0/0']) }),
}

const operator = fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]))

/** A condition on one attribute that its operator's schema accepts. */
export const attributeCondition: fc.Arbitrary<AttributeCondition> = operator.chain((name) => {
  const row = OPERATORS[name]
  return fc
    .record({
      attribute,
      operator: fc.constant(name),
      negate: row.negatable ? optional(fc.boolean()) : fc.constant(undefined),
      ignoreCase: row.ignoresCase ? optional(fc.boolean()) : fc.constant(undefined),
    })
    .chain((base) => OPERANDS[name].map((operands) => present({ ...base, ...operands }) as AttributeCondition))
})

const bucket = fc
  .record({ salt, bounds: fc.tuple(share, share), negate: optional(fc.boolean()) })
  .map(({ bounds: [a, b], negate, ...draw }) =>
    present({ bucket: { ...draw, from: Math.min(a, b), to: Math.max(a, b) }, negate }),
  )

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: attributeCondition },
    { weight: 1, arbitrary: bucket as fc.Arbitrary<Condition> },
    { weight: 1, arbitrary: fc.constantFrom<Condition>({ segment: 'members' }, { segment: 'none' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Condition>({ flag: 'f0', variants: ['on'] }, { flag: 'f1', variants: ['off'] }),
    },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
  ),
}))

const rollout: fc.Arbitrary<Rollout> = fc.oneof(
  fc.record({ share, by: optional(attribute), salt: optional(salt) }),
  fc.record({
    ramp: fc.record({
      mode: fc.constantFrom('stepped' as const, 'linear' as const),
      steps: fc
        .uniqueArray(at, { minLength: 1, maxLength: 4 })
        .map((times) => times.toSorted((a, b) => a - b))
        .chain((times) => fc.tuple(...times.map((time) => fc.record({ at: fc.constant(time), share })))),
    }),
  }),
) as fc.Arbitrary<Rollout>

const serve: fc.Arbitrary<Serve> = fc.oneof(
  fc.constantFrom<Serve>({ variant: 'on' }, { variant: 'off' }),
  share.map((weight) => ({
    split: {
      weights: [
        { variant: 'on', weight },
        { variant: 'off', weight: WHOLE - weight },
      ],
    },
  })),
)

const rule: fc.Arbitrary<Omit<Rule, 'id'>> = fc
  .record({
    window: optional(at.map((from) => ({ from }))),
    if: optional(condition),
    rollout: optional(rollout),
    serve,
  })
  .map((made) => present(made) as Omit<Rule, 'id'>)

/** A flag that its parser accepts; what it refers to may go in a circle or not be there. */
export const arbitraryFlag: fc.Arbitrary<Flag> = fc
  .record({
    enabled: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    bucketing: fc.record({ scheme: fc.constantFrom('native' as const, 'togglemaster-classic' as const), salt }),
    rules: fc.array(rule, { maxLength: 4 }),
    defaultServe: serve,
  })
  .map(({ rules, ...made }) => ({
    key: 'f',
    type: 'boolean',
    variants: [
      { name: 'on', value: true },
      { name: 'off', value: false },
    ],
    clientVisible: true,
    ...made,
    rules: rules.map((part, i) => ({ id: `r${i}`, ...part })),
  }))

const jsonText = fc.oneof(
  scalar.map((value) => (Object.is(value, -0) ? '-0' : JSON.stringify(value))),
  fc.constantFrom('null', '1e400', '-1e400', '[]', '["x",5]', '{"b":"pro"}', '{"b":5}', '{}'),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
)

/** A context as JSON text, since not every context survives being written again. */
export const contextText: fc.Arbitrary<string> = fc
  .tuple(
    optional(fc.constantFrom('p1', 'p2', '', 'joão', '😀')),
    fc.dictionary(fc.constantFrom(...ATTRIBUTES.filter((name) => name !== 'targetingKey')), jsonText, { maxKeys: 4 }),
  )
  .map(([targetingKey, attributes]) => {
    const pairs = Object.entries(attributes).map(([name, value]) => `${JSON.stringify(name)}:${value}`)
    const key = targetingKey === undefined ? [] : [`"targetingKey":${JSON.stringify(targetingKey)}`]
    return `{${[...key, ...pairs].join(',')}}`
  })

/** @param cases  how many questions are put to each of its flags */
export function arbitrarySuite(cases: number): fc.Arbitrary<ConformanceSuite> {
  return fc
    .tuple(
      fc.array(arbitraryFlag, { minLength: 3, maxLength: 6 }),
      fc.array(condition, { maxLength: 2 }),
      fc.array(contextText, { minLength: cases, maxLength: cases }),
    )
    .map(([flags, rules, contexts]) => {
      const members: Segment = { key: 'members', included: ['p1'], excluded: ['p2'], rules }
      const keyed = flags.map((flag, i) => ({ ...flag, key: `f${i}` }))
      return {
        name: 'random',
        nowMs: NOW_MS,
        flags: keyed,
        segments: [members],
        cases: keyed.flatMap(({ key }) =>
          contexts.map((text, i) => ({ name: `${key} ${i}`, flag: key, contextText: text, expected: null })),
        ),
      }
    })
}
