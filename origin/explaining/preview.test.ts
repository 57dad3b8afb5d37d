import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describe422, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'
const PRODUCTION = '/api/v1/projects/default/environments/production/flags'
const on = { variant: 'on' } as const
const off = { variant: 'off' } as const
const half = (first: string, second: string) => ({
  split: {
    weights: [
      { variant: first, weight: 50_000 },
      { variant: second, weight: 50_000 },
    ],
  },
})
const configuration = { enabled: true, offVariant: 'off', rules: [], defaultServe: on }

interface Preview {
  readonly changes: readonly { readonly context: number; readonly flag: string }[]
  readonly changedContexts: number
  readonly totalChanges: number
}

let origin: TestOrigin
beforeEach(async () => {
  origin = await startTestOrigin()
  for (const key of ['x', 'y', 'z', 'apart']) {
    await origin.call('POST', FLAGS, { body: { key, type: 'boolean', salt: key } })
  }
})
afterEach(() => origin.close())

const put = async (key: string, body: object) => {
  const answer = await origin.call('PUT', `${PRODUCTION}/${key}`, { body, headers: { 'If-Match': '*' } })
  expect(answer.status).toBe(200)
  return answer
}
const preview = (body: unknown) => origin.call('POST', `${PRODUCTION}/x/preview`, { body })
const needs = (flag: string) => ({
  ...configuration,
  rules: [{ id: 'r', if: { flag, variants: ['on'] }, serve: on }],
  defaultServe: off,
})
const askFor = async (count: number) => describe422(await preview({ configuration, contexts: people(count) }))
const people = (count: number) => Array.from({ length: count }, (_, i) => ({ targetingKey: `user-${i}` }))

describe('a preview', () => {
  it('names who changes, from what to what', async () => {
    await put('x', configuration)
    const { json } = await preview({
      configuration: {
        ...configuration,
        rules: [{ id: 'r', if: { attribute: 'a', operator: 'equals', value: 1 }, serve: off }],
      },
      contexts: [{ a: 0 }, { a: 1 }],
    })
    expect(json).toEqual({
      flag: 'x',
      version: 6,
      changes: [
        {
          context: 1,
          flag: 'x',
          before: { value: true, variant: 'on', reason: 'STATIC' },
          after: { value: false, variant: 'off', reason: 'TARGETING_MATCH', ruleId: 'r' },
        },
      ],
      changedContexts: 1,
      totalChanges: 1,
      moves: [],
    })
  })

  it('looks at the flags that need it too, also through others, and at no others', async () => {
    await put('x', configuration)
    await put('y', needs('x'))
    await put('z', needs('y'))
    await put('apart', configuration)
    const { json } = await preview({ configuration: { ...configuration, enabled: false }, contexts: [{}, {}] })
    const { changes, changedContexts, totalChanges } = json as Preview
    expect(changes.map(({ context, flag }) => `${context} ${flag}`)).toEqual(['0 x', '0 y', '0 z', '1 x', '1 y', '1 z'])
    expect([changedContexts, totalChanges]).toEqual([2, 6])
  })

  it('agrees with what happens when the draft is stored, moves and all', async () => {
    await put('x', { ...configuration, defaultServe: half('on', 'off') })
    const draft = { ...configuration, defaultServe: half('off', 'on') }
    const contexts = people(20)
    const { json } = await preview({ configuration: draft, contexts })
    const decide = async () => {
      const answers = await Promise.all(
        contexts.map((context) => origin.call('POST', `${PRODUCTION}/x/explain`, { body: { context } })),
      )
      return answers.map((answer) => (answer.json as { resolution: { variant: string } }).resolution.variant)
    }
    const before = await decide()
    const stored = await put('x', draft)
    const after = await decide()
    const changed = contexts.flatMap((_, i) => (before[i] === after[i] ? [] : [i]))
    expect((json as Preview).changes.map(({ context }) => context)).toEqual(changed)
    expect(changed.length).toBeGreaterThan(0)
    expect(json).toMatchObject({ moves: [{ pointer: '/defaultServe/split/weights' }] })
    expect((stored.json as { moves: unknown }).moves).toEqual((json as { moves: unknown }).moves)
  })

  it('is about another time when it is told so', async () => {
    await put('x', configuration)
    const rules = [{ id: 'r', window: { from: '2026-12-24' }, serve: off }]
    const ask = async (at?: string) =>
      (
        (
          await preview({
            configuration: { ...configuration, rules },
            contexts: [{}],
            ...(at === undefined ? {} : { at }),
          })
        ).json as Preview
      ).changedContexts
    expect([await ask(), await ask('2026-12-25')]).toEqual([0, 1])
  })

  it.each([-1, 0, 1])('takes people up to its limit, %i beside it', async (beside) => {
    const answer = await preview({ configuration, contexts: people(LIMITS.contextsPerPreview + beside) })
    expect([answer.status, describe422(answer)]).toEqual(
      beside > 0 ? [422, ['/contexts: expected at most 1000 items, got 1001']] : [200, []],
    )
  })

  it.each([-1, 0, 1])('takes conditions times people up to its limit, %i conditions beside it', async (beside) => {
    const exists = { attribute: 'a', operator: 'exists' }
    const conditions = LIMITS.stepsPerPreview / LIMITS.contextsPerPreview + beside
    const perRule = 900
    const rules = Array.from({ length: Math.ceil(conditions / perRule) }, (_, i) => {
      const count = Math.min(perRule, conditions - i * perRule)
      return count === 1
        ? { if: exists, serve: on }
        : { if: { any: Array.from({ length: count - 1 }, () => exists) }, serve: on }
    })
    const answer = await preview({ configuration: { ...configuration, rules }, contexts: people(1_000) })
    expect([answer.status, describe422(answer)]).toEqual(
      beside > 0
        ? [
            422,
            [
              '/contexts: expected at most 999 items, got 1000 (flags to decide for each: 1, steps to decide them: 5001)',
            ],
          ]
        : [200, []],
    )
  })

  it('takes flags times people up to its limit', async () => {
    const others = Array.from({ length: 124 }, (_, i) => `other-${i}`)
    for (const key of others) {
      await origin.call('POST', FLAGS, { body: { key, type: 'boolean' } })
      await put(key, needs('x'))
    }
    const most = LIMITS.decisionsPerPreview / (others.length + 1)
    expect([await askFor(most - 1), await askFor(most)]).toEqual([[], []])
    expect(await askFor(most + 1)).toEqual([
      `/contexts: expected at most ${most} items, got ${most + 1} (flags to decide for each: 125, steps to decide them: 124)`,
    ])
  })

  it('counts all changes and lists as many as fit', async () => {
    const value = { text: 'x'.repeat(50_000) }
    const variants = [
      { name: 'a', value },
      { name: 'b', value: { ...value, b: 1 } },
    ]
    await origin.call('POST', FLAGS, { body: { key: 'large', type: 'json', variants } })
    const draft = { enabled: true, rules: [], defaultServe: { variant: 'b' } }
    await put('large', { ...draft, defaultServe: { variant: 'a' } })
    const body = { configuration: draft, contexts: people(1_000) }
    const answer = await origin.call('POST', `${PRODUCTION}/large/preview`, { body })
    expect(answer.json).toMatchObject({ changedContexts: 1_000, totalChanges: 1_000, isTruncated: true })
    expect((answer.json as Preview).changes.length).toBeGreaterThan(10)
    expect(answer.text.length).toBeLessThan(LIMITS.previewLength + 1_000)
  })

  it.each([
    [{}, '/configuration: '],
    [{ configuration, contexts: [{}, []] }, '/contexts/1: expected an object'],
    [{ configuration, contexts: [{ targetingKey: null }] }, '/contexts/0/targetingKey: expected string'],
    [{ configuration, contexts: {} }, '/contexts: expected array, got object'],
    [{ configuration: { ...configuration, offVariant: 'blue' }, contexts: [] }, '/configuration/offVariant: '],
    [
      { configuration: { ...configuration, rules: [{ if: { segment: 's' }, serve: on }] }, contexts: [] },
      '/configuration/rules/0/if/segment: there is no segment "s"',
    ],
    [{ configuration: needs('x'), contexts: [] }, '/configuration/rules: goes in a circle'],
    [{ configuration, contexts: [], limit: 1 }, '/limit: unknown property'],
  ])('is refused by a pointer into the request: %j', async (body, expected) => {
    const answer = await preview(body)
    expect([answer.status, describe422(answer)[0]?.slice(0, expected.length)]).toEqual([422, expected])
  })

  it('is refused when it is too long', async () => {
    const contexts = [{ text: 'x'.repeat(LIMITS.managementBodyBytes) }]
    expect(problemOf(await preview({ configuration, contexts })).status).toBe(413)
  })
})
