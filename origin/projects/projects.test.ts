import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outbox } from '../db/schema/outbox.ts'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECTS = '/api/v1/projects'
const DEFAULT = `${PROJECTS}/default`

describe('projects and environments', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  it('are there from the start: default, with production and development', async () => {
    expect(itemsOf(await origin.call('GET', PROJECTS)).map(({ key }) => key)).toEqual(['default'])
    const environments = itemsOf(await origin.call('GET', `${DEFAULT}/environments`))
    expect(environments).toMatchObject([
      { key: 'development', protected: false, settings: { events: { mode: 'all' }, userIds: 'pseudonym' } },
      { key: 'production', protected: false, settings: { events: { mode: 'off' }, userIds: 'pseudonym' } },
    ])
    for (const { id } of environments) expect(id).toMatch(/^[a-z0-9]{12}$/)
  })

  it('begin with both environments, each at version 1 in the outbox', async () => {
    const answer = await origin.call('POST', PROJECTS, { body: { key: 'shop', name: 'Shop' } })
    expect([answer.status, answer.json]).toMatchObject([201, { key: 'shop', name: 'Shop' }])
    const environments = itemsOf(await origin.call('GET', `${PROJECTS}/shop/environments`))
    expect(environments.map(({ key, settings }) => [key, settings])).toMatchObject([
      ['development', { events: { mode: 'all' } }],
      ['production', { events: { mode: 'off' } }],
    ])
    for (const { id } of environments) {
      const rows = origin.open.database
        .select()
        .from(outbox)
        .all()
        .filter((row) => row.environmentId === id)
      expect(rows.map(({ kind, version }) => `${kind} ${version}`)).toEqual(['ruleset 1', 'access 1'])
      expect(origin.publisher.notified).toContain(id)
    }
  })

  it('have keys that are taken once', async () => {
    const project = await origin.call('POST', PROJECTS, { body: { key: 'default', name: 'x' } })
    expect([project.status, problemOf(project).code]).toEqual([409, 'project_exists'])
    const environment = await origin.call('POST', `${DEFAULT}/environments`, { body: { key: 'production', name: 'x' } })
    expect([environment.status, problemOf(environment).code]).toEqual([409, 'environment_exists'])
  })

  it('take another name, of whoever saw the one that it has', async () => {
    const read = await origin.call('GET', DEFAULT)
    const ifMatch = { 'If-Match': read.headers.get('ETag') ?? '' }
    const renamed = await origin.call('PATCH', DEFAULT, { body: { name: 'Shop' }, headers: ifMatch })
    expect([renamed.status, renamed.json]).toMatchObject([200, { key: 'default', name: 'Shop' }])
    const late = await origin.call('PATCH', DEFAULT, { body: { name: 'Store' }, headers: ifMatch })
    expect([late.status, problemOf(late)]).toMatchObject([
      412,
      {
        currentVersion: renamed.headers.get('ETag')?.replaceAll('"', ''),
        changedBy: 'master',
        changedAt: expect.any(String),
      },
    ])
    expect((await origin.call('GET', DEFAULT)).json).toMatchObject({ name: 'Shop' })
    expect(describe422(await origin.call('PATCH', DEFAULT, { body: { key: 'shop' } }))).toHaveLength(1)
    const [entry] = itemsOf(await origin.call('GET', `${DEFAULT}/audit`))
    expect(entry).toMatchObject({ action: 'project.update', target: 'default' })
  })

  it('give a new environment every flag, disabled, those that were deleted too', async () => {
    for (const key of ['kept', 'deleted']) {
      await origin.call('POST', `${DEFAULT}/flags`, { body: { key, type: 'boolean' } })
    }
    await origin.call('DELETE', `${DEFAULT}/flags/deleted`, { headers: { 'If-Match': '*' } })
    await origin.call('POST', `${DEFAULT}/environments`, { body: { key: 'staging', name: 'Staging', protected: true } })
    const flag = (key: string) => origin.call('GET', `${DEFAULT}/environments/staging/flags/${key}`)
    expect((await flag('kept')).json).toMatchObject({ enabled: false, version: 1 })
    expect((await flag('deleted')).status).toBe(404)
    await origin.call('POST', `${DEFAULT}/flags`, { body: { key: 'deleted', type: 'boolean', reuseDeletedKey: true } })
    expect((await flag('deleted')).json).toMatchObject({ enabled: false })
  })

  it('keep the flags, keys and history of one project from the other', async () => {
    await origin.call('POST', PROJECTS, { body: { key: 'shop', name: 'Shop' } })
    await origin.call('POST', `${DEFAULT}/flags`, { body: { key: 'x', type: 'boolean' } })
    await origin.call('POST', `${DEFAULT}/environments/production/keys`, { body: { name: 'k', kind: 'srv' } })
    expect(itemsOf(await origin.call('GET', `${PROJECTS}/shop/flags`))).toEqual([])
    expect(itemsOf(await origin.call('GET', `${PROJECTS}/shop/environments/production/keys`))).toEqual([])
    expect((await origin.call('GET', `${PROJECTS}/shop/environments/production/flags/x`)).status).toBe(404)
    const targets = itemsOf(await origin.call('GET', `${PROJECTS}/shop/audit`)).map(({ action }) => action)
    expect(targets).toEqual(['environment.create', 'environment.create', 'project.create'])
  })

  it('are changed in parts; only settings reach the edges', async () => {
    const path = `${DEFAULT}/environments/production`
    const before = await origin.call('GET', path)
    const renamed = await origin.call('PATCH', path, { body: { name: 'Live', protected: true } })
    expect([renamed.status, renamed.json]).toMatchObject([200, { name: 'Live', protected: true }])
    expect(origin.publisher.notified).toEqual([])
    const changed = await origin.call('PATCH', path, {
      body: { settings: { events: { mode: 'sample', share: 1_000 } } },
    })
    expect(changed.json).toMatchObject({ settings: { events: { mode: 'sample', share: 1_000 }, userIds: 'pseudonym' } })
    expect(origin.publisher.notified).toEqual([(before.json as { id: string }).id])
    const late = await origin.call('PATCH', path, {
      body: { name: 'x' },
      headers: { 'If-Match': before.headers.get('ETag') ?? '' },
    })
    expect([late.status, problemOf(late).code]).toEqual([412, 'version_mismatch'])
  })

  it.each([
    [{}, ': expected at least one member'],
    [{ settings: {} }, '/settings: expected at least one member'],
  ])('refuse a change of nothing: %j', async (body, problem) => {
    const answer = await origin.call('PATCH', `${DEFAULT}/environments/production`, { body })
    expect([answer.status, describe422(answer)]).toEqual([422, [problem]])
    expect(origin.publisher.notified).toEqual([])
    expect(itemsOf(await origin.call('GET', `${DEFAULT}/audit`))).toEqual([])
  })

  it('keep the ETag of an environment when a flag changes', async () => {
    const path = `${DEFAULT}/environments/production`
    const before = await origin.call('GET', path)
    await origin.call('POST', `${DEFAULT}/flags`, { body: { key: 'x', type: 'boolean' } })
    expect((await origin.call('GET', path)).headers.get('ETag')).toBe(before.headers.get('ETag'))
  })

  it.each([
    [{ key: 'Shop', name: 'x' }, '/key: expected 1 to 64 characters'],
    [{ key: 'x'.repeat(65), name: 'x' }, '/key: expected 1 to 64 characters'],
    [{ key: '-x', name: 'x' }, '/key: expected 1 to 64 characters'],
    [{ key: 'x', name: 'x', id: 'mine' }, '/id: unknown property'],
    [{ key: 'x', name: 'x', settings: { events: { mode: 'some' } } }, '/settings/events/mode: '],
    [
      { key: 'x', name: 'x', settings: { events: { mode: 'off', share: 1 } } },
      '/settings/events/share: unknown property',
    ],
    [{ key: 'x', name: 'x', settings: { events: { mode: 'sample', share: 100_001 } } }, '/settings/events/share: '],
    [{ key: 'x', name: 'x', settings: { retention: 1 } }, '/settings/retention: unknown property'],
  ])('refuse %j by its pointer', async (body, expected) => {
    const answer = await origin.call('POST', `${DEFAULT}/environments`, { body })
    expect(answer.status).toBe(422)
    expect(describe422(answer)[0]?.slice(0, expected.length)).toBe(expected)
  })
})
