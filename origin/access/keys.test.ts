import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccessTable } from '../../shared/contracts/access-table.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { accessKeys } from '../db/schema/access-keys.ts'
import { environments } from '../db/schema/environments.ts'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const DEVELOPMENT = `${PROJECT}/environments/development`

/** An origin of so many characters. */
const originOf = (length: number): string => {
  const host = Array.from({ length: 5 }, () => 'a'.repeat(60)).join('.')
  return `https://${host.slice(0, length - 8)}`
}

describe('keys', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const create = async (path: string, body: object) => {
    const answer = await origin.call('POST', `${path}/keys`, { body })
    expect(answer.status).toBe(201)
    return answer.json as { id: string; key: string; hint: string }
  }

  it('are shown once, and stored as their SHA-256', async () => {
    const { id, key, hint } = await create(PRODUCTION, { name: 'shop', kind: 'srv' })
    expect(key).toMatch(/^tm_srv_[a-z0-9]{12}_[0-9A-Za-z]{38}$/)
    const listed = await origin.call('GET', `${PRODUCTION}/keys`)
    expect(itemsOf(listed)).toMatchObject([
      { id, kind: 'srv', scopes: ['evaluate'], name: 'shop', hint: key.slice(-4) },
    ])
    expect(hint).toBe(key.slice(-4))
    const rows = origin.open.database.select().from(accessKeys).all()
    const audit = await origin.call('GET', `${PROJECT}/audit`)
    for (const text of [listed.text, JSON.stringify(rows), audit.text]) expect(text).not.toContain(key)
    expect(listed.text).not.toContain(rows[0]?.sha256)
  })

  it('of a project may do what their role says, and say who made them', async () => {
    const { key, id } = await create(PROJECT, { name: 'reader', role: 'viewer' })
    const flag = { key: 'a', type: 'boolean' }
    expect((await origin.call('GET', `${PROJECT}/flags`, { key })).status).toBe(200)
    expect((await origin.call('POST', `${PROJECT}/flags`, { key, body: flag })).status).toBe(403)
    const admin = await create(PROJECT, { name: 'admin' })
    await origin.call('POST', `${PROJECT}/keys`, { key: admin.key, body: { name: 'editor', role: 'editor' } })
    const listed = itemsOf(await origin.call('GET', `${PROJECT}/keys`))
    expect(new Set(listed.map(({ role, createdBy }) => `${String(role)} by ${String(createdBy)}`))).toEqual(
      new Set(['viewer by master', 'admin by master', `editor by ${admin.id}`]),
    )
    expect(listed.some((one) => one['id'] === id)).toBe(true)
  })

  it('are rotated with an overlap in which both work, and no longer', async () => {
    const old = await create(PROJECT, { name: 'ci', role: 'viewer' })
    const rotate = () => origin.call('POST', `${PROJECT}/keys/${old.id}/rotate`, { body: { overlapSeconds: 60 } })
    const next = (await rotate()).json as { key: string; role: string }
    const statuses = async () => [
      (await origin.call('GET', `${PROJECT}/flags`, { key: old.key })).status,
      (await origin.call('GET', `${PROJECT}/flags`, { key: next.key })).status,
    ]
    expect([next.role, ...(await statuses())]).toEqual(['viewer', 200, 200])
    origin.passMs(60_000)
    expect(await statuses()).toEqual([401, 200])
    expect(problemOf(await rotate()).code).toBe('key_not_found')
  })

  it('carry the id of their environment, or of their project', async () => {
    const { id } = (await origin.call('GET', PRODUCTION)).json as { id: string }
    const cli = await create(PRODUCTION, { name: 'web', kind: 'cli', origins: ['https://shop.example'] })
    expect(cli.key.split('_').slice(0, 3)).toEqual(['tm', 'cli', id])
    expect((await create(PROJECT, { name: 'ci' })).key.split('_')[1]).toBe('adm')
  })

  it('reach the access table of their environment alone, and there in a new version', async () => {
    const { id } = (await origin.call('GET', PRODUCTION)).json as { id: string }
    await create(PRODUCTION, { name: 'shop', kind: 'srv' })
    expect(origin.publisher.notified).toEqual([id])
    expect(origin.publisher.awaited).toEqual([[id]])
    const rows = origin.open.database.select().from(environments).all()
    expect(rows.map(({ key, version, accessVersion }) => `${key} ${version} ${accessVersion}`)).toEqual([
      'production 1 2',
      'development 1 1',
    ])
    await create(PROJECT, { name: 'ci' })
    expect(origin.publisher.notified).toEqual([id])
  })

  it('are revoked once, however often one asks', async () => {
    const { id, key } = await create(PROJECT, { name: 'ci' })
    expect((await origin.call('GET', '/api/v1/projects', { key })).status).toBe(200)
    expect((await origin.call('DELETE', `${PROJECT}/keys/${id}`)).status).toBe(204)
    expect((await origin.call('DELETE', `${PROJECT}/keys/${id}`)).status).toBe(204)
    expect((await origin.call('GET', '/api/v1/projects', { key })).status).toBe(401)
    const actions = itemsOf(await origin.call('GET', `${PROJECT}/audit`)).map(({ action }) => action)
    expect(actions).toEqual(['key.revoke', 'key.create'])
  })

  it('of another environment, or of the project, are not there', async () => {
    const { id } = await create(PRODUCTION, { name: 'shop', kind: 'srv' })
    expect((await origin.call('DELETE', `${DEVELOPMENT}/keys/${id}`)).status).toBe(404)
    expect((await origin.call('DELETE', `${PROJECT}/keys/${id}`)).status).toBe(404)
    expect(itemsOf(await origin.call('GET', `${DEVELOPMENT}/keys`))).toEqual([])
  })

  it('expire at their time, to the millisecond', async () => {
    const { key } = await create(PROJECT, { name: 'ci', expiresAt: new Date(origin.nowMs() + 1_000).toISOString() })
    origin.passMs(999)
    expect((await origin.call('GET', '/api/v1/projects', { key })).status).toBe(200)
    origin.passMs(1)
    expect((await origin.call('GET', '/api/v1/projects', { key })).status).toBe(401)
  })

  it.each([
    [{ name: 'x', kind: 'adm' }, '/kind: '],
    [{ name: '', kind: 'srv' }, '/name: expected at least 1 character'],
    [{ name: null, kind: 'srv' }, '/name: expected string, got null'],
    [{ name: 'x', kind: 'srv', scopes: ['manage'] }, '/scopes: unknown property'],
    [{ name: 'x', kind: 'srv', origins: ['https://a.example'] }, '/origins: unknown property'],
    [{ name: 'x', kind: 'cli', origins: ['https://a.example/'] }, '/origins/0: expected an origin'],
    [{ name: 'x', kind: 'cli', origins: ['javascript:1'] }, '/origins/0: expected an origin'],
    [{ name: 'x', kind: 'cli', origins: ['null'] }, '/origins/0: expected an origin'],
    [{ name: 'x', kind: 'cli', origins: ['https://a.example:99999'] }, '/origins/0: expected an origin'],
    [{ name: 'x', kind: 'cli', origins: [originOf(256)] }, '/origins/0: expected at most 255 characters, got 256'],
    [{ name: 'x', kind: 'srv', expiresAt: '2026-11-24' }, '/expiresAt: expected an ISO 8601 time'],
    [{ name: 'x', kind: 'srv', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt: expected a time in the future'],
    [[], ': '],
  ])('refuses %j by its pointer', async (body, expected) => {
    const answer = await origin.call('POST', `${PRODUCTION}/keys`, { body })
    expect(answer.status).toBe(422)
    expect(describe422(answer)).toEqual([expect.stringContaining(expected)])
  })

  it.each([LIMITS.originLength - 1, LIMITS.originLength])('may name an origin of %i characters', async (length) => {
    const origins = [originOf(length)]
    expect(await create(PRODUCTION, { name: 'x', kind: 'cli', origins })).toMatchObject({ origins })
  })

  it.each([-1, 0, 1])('fit into a table that edges can always fetch, tested %i beside the limit', async (beside) => {
    const { database } = origin.open
    const owner = database
      .select()
      .from(environments)
      .all()
      .find(({ key }) => key === 'production')
    const common = { scopes: ['evaluate' as const], expiresAtMs: null }
    const longest = Number.MAX_SAFE_INTEGER
    const filled = (length: number): AccessTable => ({
      kind: 'access',
      environment: owner?.id ?? '',
      version: longest,
      issuedAtMs: longest,
      keys: [
        { ...common, id: 'i'.repeat(12), sha256: 's'.repeat(64), kind: 'srv', origins: null },
        { ...common, id: 'filling', sha256: '1', kind: 'cli', origins: ['o'.repeat(length)] },
      ],
    })
    const room = LIMITS.accessTableBytes - JSON.stringify(filled(0)).length + beside
    const row = { projectId: owner?.projectId ?? '', environmentId: owner?.id ?? '', name: 'x', hint: 'hint' }
    const gone = { ...row, ...common, id: 'gone', sha256: '2', kind: 'cli' as const, createdAtMs: 0, revokedAtMs: 0 }
    const rows = filled(room)
      .keys.slice(1)
      .map((key) => ({ ...row, ...key, createdAtMs: 0 }))
    database
      .insert(accessKeys)
      .values([...rows, { ...gone, origins: ['o'.repeat(room)] }])
      .run()
    const answer = await origin.call('POST', `${PRODUCTION}/keys`, { body: { name: 'shop', kind: 'srv' } })
    expect(answer.status).toBe(beside > 0 ? 409 : 201)
    expect(database.select().from(accessKeys).all()).toHaveLength(beside > 0 ? 2 : 3)
    if (beside <= 0) return
    expect(problemOf(answer)).toMatchObject({
      code: 'too_many_keys',
      detail:
        'expected live keys and their origins in at most 1048576 bytes, got 1048577: ' +
        'revoke a key, or name fewer origins',
    })
    await create(DEVELOPMENT, { name: 'shop', kind: 'srv' })
    await create(PROJECT, { name: 'ci' })
  })

  it('are at most a thousand that live, in each environment', async () => {
    const owner = origin.open.database
      .select()
      .from(environments)
      .all()
      .find(({ key }) => key === 'production')
    const row = (i: number) => ({
      id: `k${i}`,
      projectId: owner?.projectId ?? '',
      environmentId: owner?.id ?? '',
      kind: 'srv' as const,
      scopes: ['evaluate' as const],
      name: 'x',
      sha256: String(i),
      hint: 'hint',
      createdAtMs: 0,
    })
    const rows = Array.from({ length: LIMITS.keysPerEnvironment - 1 }, (_, i) => row(i))
    origin.open.database.insert(accessKeys).values(rows).run()
    const { id } = await create(PRODUCTION, { name: 'the last', kind: 'srv' })
    const refused = await origin.call('POST', `${PRODUCTION}/keys`, { body: { name: 'one more', kind: 'srv' } })
    expect([refused.status, problemOf(refused).code]).toEqual([409, 'too_many_keys'])
    await origin.call('DELETE', `${PRODUCTION}/keys/${id}`)
    await create(PRODUCTION, { name: 'instead', kind: 'srv' })
  })

  it('are listed newest first, page by page', async () => {
    for (const name of ['a', 'b', 'c']) {
      await create(PRODUCTION, { name, kind: 'srv' })
      origin.passMs(1)
    }
    const first = await origin.call('GET', `${PRODUCTION}/keys?limit=2`)
    expect(itemsOf(first).map(({ name }) => name)).toEqual(['c', 'b'])
    const { nextCursor } = first.json as { nextCursor: string }
    const second = await origin.call('GET', `${PRODUCTION}/keys?limit=2&cursor=${nextCursor}`)
    expect(itemsOf(second).map(({ name }) => name)).toEqual(['a'])
    expect(second.json).not.toHaveProperty('nextCursor')
  })
})
