import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'
const PRODUCTION = '/api/v1/projects/default/environments/production/flags'
const ANY = { 'If-Match': '*' }
const on = { variant: 'on' } as const
const off = { variant: 'off' } as const
const BR = { attribute: 'geo.country', operator: 'equals', value: 'BR' }

let origin: TestOrigin
beforeEach(async () => {
  origin = await startTestOrigin()
  for (const key of ['x', 'y']) await origin.call('POST', FLAGS, { body: { key, type: 'boolean', salt: key } })
})
afterEach(() => origin.close())

const patch = async (key: string, body: object) => {
  const answer = await origin.call('PATCH', `${PRODUCTION}/${key}`, { body, headers: ANY })
  expect(answer.status).toBe(200)
}
const explain = (body: unknown, key = 'x') => origin.call('POST', `${PRODUCTION}/${key}/explain`, { body })
const resolutionOf = async (body: unknown) =>
  ((await explain(body)).json as { resolution: Record<string, unknown> }).resolution

describe('an explanation', () => {
  it('says what was decided by which version, and what every step compared', async () => {
    await patch('x', { enabled: true, rules: [{ id: 'br', if: BR, serve: on }], defaultServe: off })
    const answer = await explain({ context: { targetingKey: 'u', geo: { country: 'US' } } })
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        flag: 'x',
        version: 4,
        resolution: { value: false, variant: 'off', reason: 'DEFAULT' },
        steps: [
          {
            step: 'rule',
            ruleId: 'br',
            matches: false,
            steps: [{ step: 'attribute', condition: BR, actual: 'US', holds: false, steps: [] }],
          },
        ],
      },
    ])
  })

  it('goes by what is stored at this moment', async () => {
    await patch('x', { enabled: true })
    expect(await resolutionOf({ context: {} })).toMatchObject({ variant: 'on', reason: 'STATIC' })
    await patch('x', { enabled: false })
    expect(await resolutionOf({ context: {} })).toMatchObject({ variant: 'off', reason: 'DISABLED' })
  })

  it('looks into the flags that are needed, by their own rules', async () => {
    await patch('y', {
      enabled: true,
      rules: [{ id: 'm', if: { attribute: 'e', operator: 'matches', pattern: '^a' }, serve: on }],
    })
    await patch('x', {
      enabled: true,
      rules: [{ id: 'r', if: { flag: 'y', variants: ['on'] }, serve: on }],
      defaultServe: off,
    })
    const { json } = await explain({ context: { e: 'abc' } })
    expect(json).toMatchObject({
      resolution: { variant: 'on', ruleId: 'r' },
      steps: [
        {
          step: 'rule',
          steps: [
            { step: 'prerequisite', flag: 'y', steps: [{ step: 'flag', resolution: { variant: 'on', ruleId: 'm' } }] },
          ],
        },
        { step: 'serve' },
      ],
    })
  })

  it('leaves out the rules that are switched off, as edges never see them', async () => {
    await patch('x', { enabled: true, rules: [{ id: 'r', enabled: false, serve: off }] })
    const { json } = await explain({ context: {} })
    expect(json).toMatchObject({ resolution: { variant: 'on', reason: 'STATIC' }, steps: [] })
  })

  it("is about now, by the origin's clock, or about another time", async () => {
    await patch('x', {
      enabled: true,
      rules: [{ id: 'sale', window: { from: '2026-11-27', until: '2026-11-28' }, serve: on }],
      defaultServe: off,
    })
    expect(await resolutionOf({ context: {} })).toMatchObject({ variant: 'off' })
    expect(await resolutionOf({ context: {}, at: '2026-11-27T12:00:00-03:00' })).toMatchObject({ variant: 'on' })
    expect(await resolutionOf({ context: {}, at: Date.UTC(2026, 10, 27) })).toMatchObject({ variant: 'on' })
    expect(await resolutionOf({ context: {}, at: 0 })).toMatchObject({ variant: 'off' })
  })

  it('is given for a draft, and nothing is stored', async () => {
    const before = await origin.call('GET', `${PRODUCTION}/x`)
    const draft = { enabled: true, rules: [{ if: BR, serve: on }], defaultServe: off }
    const { json } = await explain({ context: { 'geo.country': 'BR' }, draft })
    expect(json).toMatchObject({ version: 2 + 1, resolution: { variant: 'on', reason: 'TARGETING_MATCH' } })
    expect((await origin.call('GET', `${PRODUCTION}/x`)).text).toBe(before.text)
    expect(itemsOf(await origin.call('GET', '/api/v1/projects/default/audit'))).toHaveLength(2)
  })

  it('of a draft that does not say what is served while disabled is that of the caller, as when it is put', async () => {
    const draft = { enabled: false, rules: [], defaultServe: on }
    expect(await resolutionOf({ context: {}, draft })).toEqual({ reason: 'DISABLED' })
  })

  it('is given for an error too', async () => {
    await patch('x', { enabled: true, rules: [{ id: 'r', rollout: { share: 1 }, serve: on }] })
    expect(await resolutionOf({ context: {} })).toMatchObject({ reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' })
  })

  it('keeps within its length, whatever is compared how often', async () => {
    const long = { attribute: 'a', operator: 'oneOf', values: Array.from({ length: 500 }, (_, i) => `value ${i}`) }
    await patch('y', { enabled: true, rules: [{ id: 'm', if: { not: long }, serve: on }] })
    const all = Array.from({ length: 900 }, () => ({ flag: 'y', variants: ['on'] }))
    await patch('x', { enabled: true, rules: [{ id: 'r', if: { all }, serve: on }] })
    const answer = await explain({ context: { a: 'x' } })
    expect(answer.json).toMatchObject({ resolution: { variant: 'on', ruleId: 'r' }, isTruncated: true })
    expect(answer.text.length).toBeGreaterThan(LIMITS.explanationLength / 2)
    expect(answer.text.length).toBeLessThan(LIMITS.explanationLength + 1_000)
  })

  it.each([
    [{}, '/context: expected an object'],
    [{ context: [] }, '/context: expected an object'],
    [{ context: { targetingKey: 7 } }, '/context/targetingKey: expected string'],
    [{ context: {}, at: 'soon' }, '/at: expected ISO 8601'],
    [{ context: {}, nowMs: 1 }, '/nowMs: unknown property'],
    [{ context: {}, draft: {} }, '/draft/enabled: required (boolean)'],
    [
      { context: {}, draft: { enabled: true, rules: [{ enabled: 1, serve: on }], defaultServe: on } },
      '/draft/rules/0/enabled: expected boolean',
    ],
    [
      { context: {}, draft: { enabled: true, rules: [{ serve: { variant: 'blue' } }], defaultServe: on } },
      '/draft/rules/0/serve/variant: no variant is named "blue"',
    ],
    [
      {
        context: {},
        draft: { enabled: true, rules: [{ if: { flag: 'z', variants: ['on'] }, serve: on }], defaultServe: on },
      },
      '/draft/rules/0/if/flag: there is no flag "z"',
    ],
    [
      { context: {}, draft: { enabled: true, rules: [], defaultServe: on, version: 1 } },
      '/draft/version: unknown property',
    ],
  ])('is refused by a pointer into the request: %j', async (body, expected) => {
    const answer = await explain(body)
    expect([answer.status, describe422(answer)[0]?.slice(0, expected.length)]).toEqual([422, expected])
  })

  it('takes any context, and nothing of it is inherited', async () => {
    const body = '{"context":{"__proto__":{"targetingKey":7},"constructor":1e400,"a":[-0,{"b":null}]}}'
    expect((await explain(body)).status).toBe(200)
  })

  it('is not given for a flag that is not there', async () => {
    expect(problemOf(await explain({ context: {} }, 'z')).code).toBe('flag_not_found')
    const elsewhere = '/api/v1/projects/default/environments/nowhere/flags/x/explain'
    expect(problemOf(await origin.call('POST', elsewhere, { body: { context: {} } })).code).toBe(
      'environment_not_found',
    )
  })
})

const decide = (body: unknown, query = '') =>
  origin.call('POST', `/api/v1/projects/default/environments/production/decisions${query}`, { body })

describe('the decisions of an environment', () => {
  it('say what somebody gets of every flag, also through the flags that one needs', async () => {
    await patch('y', { enabled: true, rules: [{ id: 'br', if: BR, serve: on }], defaultServe: off })
    await patch('x', {
      enabled: true,
      rules: [{ id: 'r', if: { flag: 'y', variants: ['on'] }, serve: on }],
      defaultServe: off,
    })
    const answer = await decide({ context: { geo: { country: 'BR' } } })
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        items: [
          { flag: 'x', resolution: { value: true, variant: 'on', reason: 'TARGETING_MATCH', ruleId: 'r' } },
          { flag: 'y', resolution: { value: true, variant: 'on', reason: 'TARGETING_MATCH', ruleId: 'br' } },
        ],
      },
    ])
  })

  it('come page by page, and only for the keys that are searched for', async () => {
    const first = await decide({ context: {} }, '?limit=1')
    const { nextCursor } = first.json as { readonly nextCursor: string }
    const second = await decide({ context: {} }, `?limit=1&cursor=${encodeURIComponent(nextCursor)}`)
    const found = await decide({ context: {} }, '?search=y')
    expect([first, second, found].map((answer) => itemsOf(answer).map(({ flag }) => flag))).toEqual([
      ['x'],
      ['y'],
      ['y'],
    ])
  })

  it('refuse a context that edges would refuse', async () => {
    expect(problemOf(await decide({ context: { targetingKey: 1 } }))).toMatchObject({ status: 422 })
  })
})
