import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { projects } from '../db/schema/projects.ts'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'
const IN_PRODUCTION = '/api/v1/projects/default/environments/production/flags'

describe('flags', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const create = (body: object) => origin.call('POST', FLAGS, { body })
  const keysOf = async (query: string) => itemsOf(await origin.call('GET', `${FLAGS}${query}`)).map(({ key }) => key)
  const patch = (headers: Record<string, string>) =>
    origin.call('PATCH', `${FLAGS}/x`, { body: { description: 'new' }, headers })
  const versions = () =>
    Object.fromEntries(
      origin.open.database
        .select()
        .from(environments)
        .all()
        .map(({ key, version }) => [key, version]),
    )

  it('begin boolean with on and off, disabled everywhere, hidden from clients', async () => {
    const created = await create({ key: 'new-dashboard', type: 'boolean' })
    expect(created.status).toBe(201)
    expect(created.headers.get('ETag')).toBe('"1"')
    expect(created.json).toEqual({
      key: 'new-dashboard',
      type: 'boolean',
      variants: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],
      description: null,
      clientVisible: false,
      owner: null,
      tags: [],
      lifetime: 'temporary',
      expectedEndAt: null,
      archivedAt: null,
      scheme: 'native',
      salt: expect.stringMatching(/^[a-z0-9]{12}$/),
      version: 1,
      createdAt: '2026-11-24T02:34:14.000Z',
      updatedAt: '2026-11-24T02:34:14.000Z',
    })
    for (const environment of ['production', 'development']) {
      const { json } = await origin.call(
        'GET',
        `/api/v1/projects/default/environments/${environment}/flags/new-dashboard`,
      )
      expect(json).toMatchObject({ enabled: false, offVariant: 'off', rules: [], defaultServe: { variant: 'on' } })
    }
    expect(versions()).toEqual({ production: 2, development: 2 })
  })

  it('of another type serve their first variant, and the code default while disabled', async () => {
    await create({ key: 'size', type: 'number', variants: [{ name: 'small', value: 1 }] })
    const { json } = await origin.call('GET', `${IN_PRODUCTION}/size`)
    expect(json).toMatchObject({ offVariant: null, defaultServe: { variant: 'small' } })
  })

  it.each(['a/b', '100%', 'ação 😀', '__proto__', 'constructor', 'toString', "'; DROP TABLE flags; --"])(
    'may be called %s',
    async (key) => {
      expect((await create({ key, type: 'boolean' })).status).toBe(201)
      const path = `${FLAGS}/${encodeURIComponent(key)}`
      expect((await origin.call('GET', path)).json).toMatchObject({ key })
      expect((await origin.call('GET', `${IN_PRODUCTION}/${encodeURIComponent(key)}`)).json).toMatchObject({
        flag: key,
      })
      expect((await origin.call('DELETE', path, { headers: { 'If-Match': '"1"' } })).status).toBe(204)
    },
  )

  it.each([
    [{ key: 'x', type: 'bool' }, '/type: '],
    [{ key: '', type: 'boolean' }, '/key: expected at least 1 character'],
    [{ key: 'a\u0000b', type: 'boolean' }, '/key: expected no control characters'],
    [{ key: '\ud800', type: 'boolean' }, '/key: expected well-formed Unicode'],
    [{ key: 'x'.repeat(257), type: 'boolean' }, '/key: expected at most 256 characters, got 257'],
    [{ key: 7, type: 'boolean' }, '/key: expected string, got number'],
    [{ key: 'x', type: 'string' }, '/variants: required (array)'],
    [{ key: 'x', type: 'string', variants: [{ name: 'a', value: 1 }] }, '/variants/0/value: expected a string'],
    [{ key: 'x', type: 'string', variants: [] }, '/variants: expected at least 1 items'],
    [{ key: 'x', type: 'boolean', description: '\ud800' }, '/description: expected well-formed Unicode'],
    [{ key: 'x', type: 'boolean', salt: '' }, '/salt: '],
    [{ key: 'x', type: 'boolean', version: 9 }, '/version: unknown property'],
    [{ key: 'x', type: 'boolean', id: 9 }, '/id: unknown property'],
  ])('refuses %j by its pointer and stores nothing', async (body, expected) => {
    const answer = await create(body)
    expect([answer.status, problemOf(answer).code]).toEqual([422, 'invalid_input'])
    expect(describe422(answer)[0]?.slice(0, expected.length)).toBe(expected)
    expect(itemsOf(await origin.call('GET', FLAGS))).toEqual([])
    expect(versions()).toEqual({ production: 1, development: 1 })
  })

  it('are changed only by who names the version they saw', async () => {
    await create({ key: 'x', type: 'boolean' })
    const without = await patch({})
    expect([without.status, problemOf(without).code]).toEqual([428, 'if_match_required'])
    const changed = await patch({ 'If-Match': '"1"' })
    expect([changed.status, changed.headers.get('ETag')]).toEqual([200, '"2"'])
    const late = await patch({ 'If-Match': '"1"' })
    expect([late.status, problemOf(late).code, problemOf(late).currentVersion]).toEqual([412, 'version_mismatch', '2'])
    expect(late.headers.get('ETag')).toBe('"2"')
    expect((await patch({ 'If-Match': 'W/"2"' })).status).toBe(412)
    expect((await patch({ 'If-Match': '"7", "2"' })).status).toBe(200)
    expect((await patch({ 'If-Match': '*' })).status).toBe(200)
  })

  it('refuse what a patch may not touch, and stay as they were', async () => {
    await create({ key: 'x', type: 'boolean' })
    const before = await origin.call('GET', `${FLAGS}/x`)
    for (const member of ['version', 'id', 'key', 'type', 'salt', 'scheme', 'createdBy', 'role', '__proto__']) {
      const body = `{"${member}": 1}`
      const answer = await origin.call('PATCH', `${FLAGS}/x`, { body, headers: { 'If-Match': '*' } })
      expect([answer.status, describe422(answer)]).toEqual([422, [`/${member}: unknown property`]])
    }
    expect((await origin.call('GET', `${FLAGS}/x`)).text).toBe(before.text)
  })

  it('refuse a patch of nothing, and make no version of it', async () => {
    await create({ key: 'x', type: 'boolean' })
    const answer = await origin.call('PATCH', `${FLAGS}/x`, { body: {}, headers: { 'If-Match': '*' } })
    expect([answer.status, describe422(answer)]).toEqual([422, [': expected at least one member']])
    expect((await origin.call('GET', `${FLAGS}/x`)).json).toMatchObject({ version: 1 })
  })

  it('tell edges of a change that concerns them, and only of such', async () => {
    await create({ key: 'x', type: 'boolean' })
    const headers = { 'If-Match': '*' }
    await origin.call('PATCH', `${FLAGS}/x`, { body: { description: 'for people' }, headers })
    expect(versions()).toEqual({ production: 2, development: 2 })
    await origin.call('PATCH', `${FLAGS}/x`, { body: { clientVisible: true }, headers })
    expect(versions()).toEqual({ production: 3, development: 3 })
  })

  it('keep a variant that any environment still serves', async () => {
    const variants = [
      { name: 'a', value: 'a' },
      { name: 'b', value: 'b' },
    ]
    await create({ key: 'x', type: 'string', variants })
    const headers = { 'If-Match': '*' }
    await origin.call('PATCH', `${IN_PRODUCTION}/x`, { body: { defaultServe: { variant: 'b' } }, headers })
    const refused = await origin.call('PATCH', `${FLAGS}/x`, { body: { variants: [variants[0]] }, headers })
    expect([refused.status, describe422(refused)]).toEqual([
      422,
      ['/variants: in environment production, defaultServe.variant: no variant is named "b"'],
    ])
    expect((await origin.call('GET', `${FLAGS}/x`)).json).toMatchObject({ variants, version: 1 })
  })

  it('leave a tombstone, and come back under their key only when asked to, with their salt', async () => {
    const { salt } = (await create({ key: 'x', type: 'boolean' })).json as { salt: string }
    await origin.call('PATCH', `${IN_PRODUCTION}/x`, { body: { enabled: true }, headers: { 'If-Match': '"1"' } })
    expect((await origin.call('DELETE', `${FLAGS}/x`, { headers: { 'If-Match': '"1"' } })).status).toBe(204)
    expect((await origin.call('GET', `${FLAGS}/x`)).status).toBe(404)
    expect((await origin.call('GET', `${IN_PRODUCTION}/x`)).status).toBe(404)
    const refused = await create({ key: 'x', type: 'boolean' })
    expect([refused.status, problemOf(refused).code]).toEqual([409, 'flag_key_was_deleted'])
    const moved = await create({ key: 'x', type: 'boolean', reuseDeletedKey: true, salt: 'another' })
    expect([moved.status, describe422(moved)]).toEqual([422, [`/salt: the deleted flag's is kept: "${salt}"`]])
    const back = await create({ key: 'x', type: 'boolean', reuseDeletedKey: true })
    expect(back.json).toMatchObject({ salt, version: 3 })
    const configuration = await origin.call('GET', `${IN_PRODUCTION}/x`)
    expect(configuration.json).toMatchObject({ enabled: false })
    expect((configuration.json as { version: number }).version).toBeGreaterThan(2)
    const twice = await create({ key: 'x', type: 'boolean', reuseDeletedKey: true })
    expect([twice.status, problemOf(twice).code]).toEqual([409, 'flag_exists'])
  })

  it('leave in the audit what they did in every environment when they were deleted', async () => {
    await create({ key: 'x', type: 'boolean' })
    const rules = [{ id: 'half', rollout: { share: 50_000 }, serve: { variant: 'on' } }]
    const headers = { 'If-Match': '*' }
    await origin.call('PATCH', `${IN_PRODUCTION}/x`, { body: { enabled: true, rules }, headers })
    const configurations = await Promise.all(
      ['development', 'production'].map(async (environment) => {
        const path = `/api/v1/projects/default/environments/${environment}/flags/x`
        return (await origin.call('GET', path)).json
      }),
    )
    const flag = (await origin.call('GET', `${FLAGS}/x`)).json as object
    await origin.call('DELETE', `${FLAGS}/x`, { headers })
    const [entry] = itemsOf(await origin.call('GET', '/api/v1/projects/default/audit?limit=1'))
    expect(entry).toMatchObject({ action: 'flag.delete', before: { ...flag, configurations } })
  })

  it('take their name as salt under the scheme of the seed', async () => {
    const { json } = await create({ key: 'x', type: 'boolean', scheme: 'togglemaster-classic' })
    expect(json).toMatchObject({ scheme: 'togglemaster-classic', salt: 'x' })
  })

  it('are at most as many as a ruleset holds', async () => {
    const { id: projectId = '' } = origin.open.database.select().from(projects).get() ?? {}
    const row = (i: number) => ({
      projectId,
      key: `flag-${i}`,
      type: 'boolean' as const,
      variants: [],
      clientVisible: false,
      scheme: 'native' as const,
      salt: 's',
      createdAtMs: 0,
      updatedAtMs: 0,
    })
    origin.open.database.transaction((transaction) => {
      for (let i = 1; i < LIMITS.flagsPerRuleset; i++) transaction.insert(flags).values(row(i)).run()
    })
    expect((await create({ key: 'the last', type: 'boolean' })).status).toBe(201)
    const refused = await create({ key: 'one more', type: 'boolean' })
    expect([refused.status, problemOf(refused).code]).toEqual([409, 'too_many_flags'])
    await origin.call('DELETE', `${FLAGS}/the%20last`, { headers: { 'If-Match': '*' } })
    expect((await create({ key: 'one more', type: 'boolean' })).status).toBe(201)
  })

  describe('in a list', () => {
    beforeEach(async () => {
      for (const key of ['b', 'a', 'c', '100%_sure']) {
        await create({ key, type: 'boolean', description: `about ${key.toUpperCase()}` })
      }
    })

    it('stand by key, page by page', async () => {
      expect(await keysOf('')).toEqual(['100%_sure', 'a', 'b', 'c'])
      const first = await origin.call('GET', `${FLAGS}?limit=3`)
      const { nextCursor } = first.json as { nextCursor: string }
      expect(await keysOf(`?limit=3&cursor=${nextCursor}`)).toEqual(['c'])
    })

    it('are found by a part of key or description, whose signs mean themselves', async () => {
      expect(await keysOf('?search=BOUT%20c')).toEqual(['c'])
      expect(await keysOf('?search=%25_')).toEqual(['100%_sure'])
      expect(await keysOf('?search=_')).toEqual(['100%_sure'])
      expect(await keysOf("?search='%20OR%201=1--")).toEqual([])
    })

    it.each(['1e9', '999999', '0', '-5'])('clamp a limit of %s', async (limit) => {
      const answer = await origin.call('GET', `${FLAGS}?limit=${limit}`)
      expect(answer.status).toBe(200)
      expect(itemsOf(answer).length).toBe(limit === '0' || limit === '-5' ? 1 : 4)
    })

    it.each([
      ['limit=ten', 'limit'],
      ['limit=', 'limit'],
      ['limit=1.5', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['limit[]=1', 'limit[]'],
      ['cursor=forged', 'cursor'],
      ['cursor=WyJhZnRlciIsMV0', 'cursor'],
      ['sort=name;DROP', 'sort'],
      [`search=${'x'.repeat(257)}`, 'search'],
      ['__proto__=1', '__proto__'],
    ])('refuse ?%s by its name', async (query, parameter) => {
      const answer = await origin.call('GET', `${FLAGS}?${query}`)
      expect([answer.status, problemOf(answer).code]).toEqual([400, 'invalid_query'])
      expect(problemOf(answer).problems?.[0]?.parameter).toBe(parameter)
    })
  })
})
