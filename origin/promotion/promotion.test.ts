import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const DEVELOPMENT = `${PROJECT}/environments/development`
const PRODUCTION = `${PROJECT}/environments/production`
const RULES = [{ id: 'beta', enabled: true, if: { segment: 'beta' }, serve: { variant: 'on' } }]

describe('taking a configuration over from another environment', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    for (const key of ['a', 'b', 'c']) {
      await origin.call('POST', `${PROJECT}/flags`, { body: { key, type: 'boolean' } })
    }
    await createSegment(DEVELOPMENT)
    await configure('a', { enabled: true, rules: RULES })
  })
  afterEach(() => origin.close())

  const createSegment = (environment: string) =>
    origin.call('POST', `${environment}/segments`, { body: { key: 'beta', included: ['ann'] } })
  const configure = (flag: string, body: object, environment = DEVELOPMENT) =>
    origin.call('PATCH', `${environment}/flags/${flag}`, { body, headers: { 'If-Match': '*' } })
  const preview = (from = 'development') => origin.call('GET', `${PRODUCTION}/flags/a/promotion?from=${from}`)
  const promote = (from = 'development', ifMatch = '*') =>
    origin.call('POST', `${PRODUCTION}/flags/a/promote`, { body: { from }, headers: { 'If-Match': ifMatch } })
  const compare = (query = '') => origin.call('GET', `${PROJECT}/comparison?left=development&right=production${query}`)

  it('shows the difference first, and every segment that is missing, by its place', async () => {
    expect((await preview()).json).toEqual({
      flag: 'a',
      from: 'development',
      to: 'production',
      difference: [
        { op: 'replace', path: '/enabled', value: true },
        { op: 'add', path: '/rules/0', value: RULES[0] },
      ],
      problems: [{ pointer: '/rules/0/if/segment', detail: 'there is no segment "beta"' }],
      moves: [],
    })
    expect(describe422(await promote())).toEqual(['/rules/0/if/segment: there is no segment "beta"'])
  })

  it('takes it over against the version that was looked at, on record', async () => {
    await createSegment(PRODUCTION)
    const looked = await preview()
    expect([looked.headers.get('ETag'), looked.json]).toEqual(['"1"', expect.objectContaining({ problems: [] })])
    expect((await promote('development', '"1"')).json).toMatchObject({ enabled: true, rules: RULES, version: 2 })
    const [entry] = itemsOf(await origin.call('GET', `${PROJECT}/audit`))
    expect(entry).toMatchObject({ action: 'configuration.promote', environment: 'production', target: 'a' })
    expect((await preview()).json).toMatchObject({ difference: [] })
    const late = await promote('development', '"1"')
    expect([late.status, problemOf(late).code]).toEqual([412, 'version_mismatch'])
  })

  it('knows no other environment than those of the project, and nothing to take over from itself', async () => {
    for (const call of [preview, promote]) {
      const [unknown, same] = [await call('nowhere'), await call('production')]
      expect([problemOf(unknown).code, problemOf(same).code]).toEqual(['environment_not_found', 'nothing_to_promote'])
    }
  })

  it('lists the flags that do not do the same in two environments, page by page', async () => {
    await configure('c', { defaultServe: { variant: 'off' } })
    const first = await compare('&limit=1')
    expect(itemsOf(first)).toMatchObject([{ flag: 'a', leftVersion: 2, rightVersion: 1 }])
    const { nextCursor } = first.json as { nextCursor: string }
    const second = await compare(`&limit=1&cursor=${nextCursor}`)
    expect(second.json).toEqual({
      items: [
        {
          flag: 'c',
          leftVersion: 2,
          rightVersion: 1,
          difference: [{ op: 'replace', path: '/defaultServe/variant', value: 'on' }],
        },
      ],
    })
  })

  it('lists no flag whose rules only were made at other times', async () => {
    await createSegment(PRODUCTION)
    origin.passMs(1_000)
    await promote()
    expect(itemsOf(await compare())).toEqual([])
  })
})
