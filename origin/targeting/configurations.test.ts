import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describe422, problemOf } from '../testing/fields.ts'
import { rawRequest } from '../testing/raw-request.ts'
import { MASTER_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAG = '/api/v1/projects/default/environments/production/flags/x'
const BR = { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] }

interface Configuration {
  readonly version: number
  readonly rules: readonly { readonly id: string; readonly enabled: boolean }[]
}

const configurationOf = (answer: { json: unknown }) => answer.json as Configuration
const valuesOf = (many: number, last: number) => [
  ...Array.from({ length: many }, () => 'v'.repeat(2_000)),
  'v'.repeat(last),
]
const rulesOf = (lastLength: number) =>
  Array.from({ length: 6 }, (_, i) => ({
    id: `r${i}`,
    if: { attribute: 'a', operator: 'oneOf', values: valuesOf(i < 5 ? 86 : 88, i === 5 ? lastLength : 2_000) },
    serve: { variant: 'on' },
  }))

describe('what a flag does in an environment', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', '/api/v1/projects/default/flags', { body: { key: 'x', type: 'boolean' } })
  })
  afterEach(() => origin.close())

  const send = (method: 'PUT' | 'PATCH', body: unknown, ifMatch: string | undefined = '*') =>
    origin.call(method, FLAG, { body, headers: { 'If-Match': ifMatch } })

  it('is replaced whole, and read back as it was given', async () => {
    const configuration = {
      enabled: true,
      offVariant: 'off',
      rules: [
        { id: 'brazil', enabled: true, if: BR, rollout: { share: 25_000 }, serve: { variant: 'on' } },
        { id: 'later', enabled: false, serve: { variant: 'on' } },
      ],
      defaultServe: {
        split: {
          weights: [
            { variant: 'on', weight: 50_000 },
            { variant: 'off', weight: 50_000 },
          ],
        },
      },
    }
    const answer = await send('PUT', configuration)
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, '"2"'])
    const read = await origin.call('GET', FLAG)
    expect(read.json).toEqual({
      flag: 'x',
      environment: 'production',
      ...configuration,
      version: 2,
      updatedAt: '2026-11-24T02:34:14.000Z',
    })
    expect(read.text).toBe(answer.text)
    expect(read.headers.get('ETag')).toBe('"2"')
  })

  it('is patched member by member', async () => {
    await send('PATCH', { rules: [{ serve: { variant: 'off' } }] })
    const before = configurationOf(await origin.call('GET', FLAG))
    const after = await send('PATCH', { enabled: true })
    expect(after.json).toMatchObject({ enabled: true, rules: before.rules, offVariant: 'off' })
    expect((await send('PATCH', { offVariant: null })).json).toMatchObject({ enabled: true, offVariant: null })
  })

  it('gives a rule an id and switches it on, unless told otherwise, and keeps both from then on', async () => {
    const first = configurationOf(await send('PATCH', { rules: [{ serve: { variant: 'on' } }] })).rules[0]
    expect(first).toEqual({ id: expect.stringMatching(/^[a-z0-9]{12}$/), enabled: true, serve: { variant: 'on' } })
    const rules = [
      { id: 'before', serve: { variant: 'off' } },
      { ...first, enabled: false },
    ]
    expect(configurationOf(await send('PATCH', { rules })).rules.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['before', true],
      [first?.id, false],
    ])
  })

  it('answers 304 to who has it already', async () => {
    const headers = { authorization: `Bearer ${MASTER_KEY}`, 'if-none-match': '"1"' }
    const answer = await rawRequest(origin.url, { path: FLAG, headers })
    expect([answer.status, answer.text]).toEqual([304, ''])
  })

  it('is changed by one of two who saw the same version, and the other is told', async () => {
    const answers = await Promise.all([
      send('PATCH', { enabled: true }, '"1"'),
      send('PATCH', { enabled: false }, '"1"'),
    ])
    const late = answers.filter(({ status }) => status !== 200)
    expect(late.map(problemOf)).toMatchObject([{ code: 'version_mismatch', currentVersion: '2' }])
  })

  it.each([
    [{ rules: [{ serve: { variant: 'blue' } }] }, '/rules/0/serve/variant: no variant is named "blue"'],
    [
      {
        rules: [
          { id: 'a', serve: { variant: 'on' } },
          { id: 'a', serve: { variant: 'on' } },
        ],
      },
      '/rules/1/id: ',
    ],
    [{ rules: [{ id: 'not an id', serve: { variant: 'on' } }] }, '/rules/0/id: expected 1 to 32 characters'],
    [{ rules: [{ id: null, serve: { variant: 'on' } }] }, '/rules/0/id: expected string, got null'],
    [{ rules: [{ enabled: 1, serve: { variant: 'on' } }] }, '/rules/0/enabled: expected boolean'],
    [{ rules: [{ enabled: false, serve: { variant: 'blue' } }] }, '/rules/0/serve/variant: '],
    [{ rules: [{ serve: { variant: 'on' }, createdAtMs: 1 }] }, '/rules/0/createdAtMs: unknown property'],
    [{ rules: ['rule'] }, '/rules/0: expected object'],
    [{ rules: {} }, '/rules: expected array, got object'],
    [{ rules: [{ if: { ...BR, operator: 'sounds like' }, serve: { variant: 'on' } }] }, '/rules/0/if/operator: '],
    [{ rules: [{ rollout: { share: 100_001 }, serve: { variant: 'on' } }] }, '/rules/0/rollout/share: '],
    [
      { defaultServe: { split: { weights: [{ variant: 'on', weight: 90_000 }] } } },
      '/defaultServe/split: weights sum to 90 000, expected 100 000',
    ],
    [{ offVariant: 'blue' }, '/offVariant: no variant is named "blue"'],
    [{ enabled: 'true' }, '/enabled: expected boolean, got string'],
    [{ enabled: true, version: 7 }, '/version: unknown property'],
    [{}, ': expected at least one member'],
  ])('refuses %j by its pointer and stays as it was', async (body, expected) => {
    const before = await origin.call('GET', FLAG)
    const answer = await send('PATCH', body)
    expect(answer.status).toBe(422)
    expect(describe422(answer)[0]?.slice(0, expected.length)).toBe(expected)
    expect((await origin.call('GET', FLAG)).text).toBe(before.text)
  })

  it('names all that a replacement lacks', async () => {
    expect(describe422(await send('PUT', {}))).toEqual([
      '/enabled: required (boolean)',
      '/rules: required (array)',
      expect.stringMatching('^/defaultServe: '),
    ])
  })

  it.each([-1, 0, 1])('holds at most the bytes that an edge would read, tested %i beside the limit', async (beside) => {
    const flag = {
      key: 'x',
      type: 'boolean',
      variants: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],

      enabled: false,
      offVariant: 'off',
      clientVisible: false,
      bucketing: { scheme: 'native', salt: 's'.repeat(12) },
    }
    const bytesOf = (lastLength: number) =>
      JSON.stringify({ ...flag, rules: rulesOf(lastLength), defaultServe: { variant: 'on' } }).length
    const lastLength = LIMITS.flagBytes - bytesOf(0) + beside
    expect(lastLength).toBeGreaterThan(0)
    expect(lastLength).toBeLessThanOrEqual(2_000)
    const answer = await send('PATCH', { rules: rulesOf(lastLength) })
    expect([answer.status, describe422(answer)]).toEqual(
      beside > 0 ? [422, [': expected at most 1048576 bytes as JSON, got 1048577']] : [200, []],
    )
  })

  it('is one version and one audit entry for each change', async () => {
    const { id } = (await origin.call('GET', '/api/v1/projects/default/environments/production')).json as { id: string }
    origin.publisher.notified.length = 0
    await send('PATCH', { enabled: true })
    expect(origin.publisher.notified).toEqual([id])
    const { json } = await origin.call('GET', '/api/v1/projects/default/audit?limit=1')
    expect(json).toMatchObject({
      items: [
        {
          at: '2026-11-24T02:34:14.000Z',
          actor: 'master',
          action: 'configuration.update',
          environment: 'production',
          target: 'x',
          before: { enabled: false, version: 1 },
          after: { enabled: true, version: 2 },
        },
      ],
    })
  })
})
