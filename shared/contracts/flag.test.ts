import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import { parseFlag } from './flag.ts'
import { OPERATORS } from './operators/operator-table.ts'
import { describeProblems } from './parse-result.ts'

const problemsOf = (changes: object): string => {
  const result = parseFlag({ ...sampleFlag(), ...changes })
  return result.ok ? 'accepted' : describeProblems(result.problems)
}
const withRule = (rule: object) => ({ rules: [{ id: 'r', serve: { variant: 'on' }, ...rule }] })
const withCondition = (condition: unknown) => withRule({ if: condition })
const problemsWith = (operator: unknown) =>
  problemsOf(withCondition({ any: [{ attribute: 'plan', operator, value: 'x' }] }))

describe('parseFlag', () => {
  it('accepts a flag and hands it out unchanged', () => {
    const flag = sampleFlag({ offVariant: 'off' })
    expect(parseFlag(flag)).toEqual({ ok: true, value: flag })
  })

  it.each([
    [{ extra: 1 }, 'extra: unknown property'],
    [{ key: undefined }, 'key: required (string)'],
    [{ enabled: 1 }, 'enabled: expected boolean, got number'],
    [{ type: 'bool' }, 'type: expected "boolean" or "string" or "number" or "json", got string'],
    [
      { bucketing: { scheme: 'sha', salt: 's' } },
      'bucketing.scheme: expected "native" or "togglemaster-classic", got string',
    ],
    [{ bucketing: { scheme: 'native', salt: '' } }, 'bucketing.salt: expected at least 1 characters, got 0'],
    [{ offVariant: 'gone' }, 'offVariant: no variant is named "gone"'],
    [{ defaultServe: { variant: 'gone' } }, 'defaultServe.variant: no variant is named "gone"'],
    [
      { variants: [...sampleFlag().variants, { name: 'on', value: true }] },
      'variants[2].name: "on" stands here for the second time',
    ],
    [{ variants: [{ name: 'on', value: 'yes' }] }, "variants[0].value: expected a boolean, as the flag's type says"],
    [{ variants: [] }, 'variants: expected at least 1 items, got 0'],
    [withRule({ id: 'a b' }), 'rules[0].id: expected 1 to 32 characters of A-Z, a-z, 0-9, _ and -'],
    [withRule({ serve: { variant: 'gone' } }), 'rules[0].serve.variant: no variant is named "gone"'],
    [withRule({ rollout: { share: 100_001 } }), 'rules[0].rollout.share: expected at most 100000, got 100001'],
    [withRule({ rollout: { share: -1 } }), 'rules[0].rollout.share: expected at least 0, got -1'],
    [withRule({ rollout: { share: 0.5 } }), 'rules[0].rollout.share: expected int, got number'],
    [withRule({ rollout: { share: 1, attribute: 'id' } }), 'rules[0].rollout.attribute: unknown property'],
  ])('says what is wrong and where (%#)', (changes, problem) => {
    expect(problemsOf(changes)).toBe(problem)
  })

  it('says by how much weights miss', () => {
    const split = { weights: [{ variant: 'on', weight: 90_000 }] }
    expect(problemsOf({ defaultServe: { split } })).toBe('defaultServe.split: weights sum to 90 000, expected 100 000')
    expect(problemsOf(withRule({ serve: { split: { weights: [{ variant: 'x', weight: 100_000 }] } } }))).toBe(
      'rules[0].serve.split.weights[0].variant: no variant is named "x"',
    )
  })

  it.each([
    [{ attribute: 'plan', operator: 'is', value: 'x' }],
    [{ attribute: 'plan', operator: 'equals' }],
    [{ attribute: 'plan', operator: 'equals', value: null }],
    [{ attribute: 'plan', operator: 'equals', value: Number.POSITIVE_INFINITY }],
    [{ attribute: 'plan', operator: 'equals', value: 'x', extra: 1 }],
    [{ attribute: 'plan', operator: 'greaterThan', value: '3' }],
    [{ attribute: '', operator: 'exists' }],
    [{ all: [{ any: {} }] }],
    [{ all: [], any: [] }],
    [{}],
    [null],
    [[]],
    ['plan'],
  ])('refuses a condition that it does not know whole (%j)', (condition) => {
    expect(problemsOf(withCondition(condition))).toMatch(/^rules\[0\]\.if/)
  })

  it.each([
    [{ attribute: 'a', operator: 'before', value: 'tomorrow' }, 'value: expected ISO 8601 with Z or an offset'],
    [{ attribute: 'a', operator: 'versionLessThan', value: '3' }, 'value: expected a version such as'],
    [{ attribute: 'a', operator: 'versionInRange', range: '>>1' }, 'range: expected a range such as'],
    [
      { attribute: 'a', operator: 'inNetwork', values: ['::1', '10.0.0.0/33'] },
      'values[1]: expected an address or a network',
    ],
    [{ attribute: 'a', operator: 'between', min: 2, max: 1 }, 'min: expected min to be at most max'],
    [
      { attribute: 'a', operator: 'modulo', divisor: 2, remainder: 2 },
      'remainder: expected a remainder below the divisor',
    ],
    [{ attribute: 'a', operator: 'size' }, 'min: expected min or max'],
    [{ attribute: 'a', operator: 'lessThan', value: 1, negate: true }, 'negate: unknown property'],
    [{ attribute: 'a', operator: 'exists', ignoreCase: true }, 'ignoreCase: unknown property'],
    [{ attribute: 'a', operator: 'oneOf', values: ['x', null] }, 'values[1]: expected a text of at most'],
    [{ bucket: { salt: 's', from: 2, to: 1 } }, 'bucket.from: expected from to be at most to'],
    [{ bucket: { salt: 's', from: 0, to: 100_001 } }, 'bucket.to: expected at most 100000, got 100001'],
    [{ segment: '' }, 'segment: expected at least 1 character'],
    [{ flag: 'a', variants: [] }, 'variants: expected at least 1 items, got 0'],
  ])('says what is wrong with %j', (condition, problem) => {
    expect(problemsOf(withCondition(condition))).toContain(`rules[0].if.${problem}`)
  })

  it.each([
    [{ window: {} }, 'rules[0].window.from: expected from or until'],
    [{ window: { from: 2, until: 1 } }, 'rules[0].window.from: expected from or until, and from to be before until'],
    [{ window: { from: '2026-11-24T00:00:00' } }, 'rules[0].window.from: expected ISO 8601'],
    [{ rollout: {} }, 'rules[0].rollout: expected an object with one of: share, ramp; got none of them'],
    [{ rollout: { percent: 5 } }, 'rules[0].rollout: expected an object with one of: share, ramp; got none of them'],
    [{ rollout: 5 }, 'rules[0].rollout: expected an object with one of: share, ramp; got number'],
    [
      { rollout: { ramp: { mode: 'linear', steps: [] } } },
      'rules[0].rollout.ramp.steps: expected at least 1 items, got 0',
    ],
    [
      {
        rollout: {
          ramp: {
            mode: 'linear',
            steps: [
              { at: 2, share: 1 },
              { at: 2, share: 1 },
            ],
          },
        },
      },
      'rules[0].rollout.ramp.steps: expected each step to be later than the one before',
    ],
    [{ serve: {} }, 'rules[0].serve: expected an object with one of: variant, split; got none of them'],
    [{ serve: 'on' }, 'rules[0].serve: expected an object with one of: variant, split; got string'],
    [{ serve: [] }, 'rules[0].serve: expected an object with one of: variant, split; got array'],
    [{ serve: { variant: 'on', split: { weights: [] } } }, 'rules[0].serve.split: unknown property'],
    [
      { if: null },
      'rules[0].if: expected an object with one of: operator, all, any, not, segment, flag, bucket; got null',
    ],
  ])('says what is wrong with a rule of %j', (changes, problem) => {
    expect(problemsOf(withRule(changes))).toContain(problem)
  })

  it('names every operator to who wrote another', () => {
    const names = Object.keys(OPERATORS).map((name) => JSON.stringify(name))
    expect(names.slice(0, 2)).toEqual(['"equals"', '"oneOf"'])
    const expected = `rules[0].if.any[0].operator: expected ${names.join(' or ')}`
    expect([problemsWith('is'), problemsWith(5), problemsWith(null)]).toEqual([
      `${expected}, got string`,
      `${expected}, got number`,
      `${expected}, got null`,
    ])
  })

  it('leads to the deepest place of a nested condition', () => {
    const condition = { all: [{ not: { attribute: 'plan', operator: 'greaterThan', value: '3' } }] }
    expect(problemsOf(withCondition(condition))).toBe('rules[0].if.all[0].not.value: expected number, got string')
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a/b', '%zz', '日本', '😀'])(
    'takes %s as a name like any other',
    (name) => {
      const variants = [{ name, value: JSON.parse(`{"${name}":1}`) }]
      const flag = { ...sampleFlag(), key: name, type: 'json', variants, defaultServe: { variant: name } }
      const result = parseFlag(JSON.parse(JSON.stringify(flag)))
      if (!result.ok) throw new Error(describeProblems(result.problems))
      expect(JSON.stringify(result.value.variants[0]?.value)).toBe(`{"${name}":1}`)
    },
  )

  it.each(['', ' a', 'a ', '.', '..', 'a\u0000', 'a\nb', '\u2028', '\ud800', '\u0085'])(
    'refuses a key that could not travel (%j)',
    (key) => {
      expect(problemsOf({ key })).toMatch(/^key: expected/)
    },
  )

  it('sees an unknown __proto__ as unknown', () => {
    const text = JSON.stringify(sampleFlag()).replace('{', '{"__proto__":{"enabled":false},')
    expect(parseFlag(JSON.parse(text))).toMatchObject({ ok: false, problems: [{ path: ['__proto__'] }] })
  })
})
