import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const FLAGS = `${PROJECT}/flags`
const ANY = { 'If-Match': '*' }

describe('how flags are organised', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const create = (key: string, more: object = {}) =>
    origin.call('POST', FLAGS, { body: { key, type: 'boolean', ...more } })
  const configure = (key: string, body: object, environment = 'production') =>
    origin.call('PATCH', `${PROJECT}/environments/${environment}/flags/${key}`, { headers: ANY, body })
  const act = (name: 'archive' | 'restore', key: string) =>
    origin.call('POST', `${FLAGS}/${key}/${name}`, { headers: ANY })
  const keysOf = async (query: string) => itemsOf(await origin.call('GET', `${FLAGS}?${query}`)).map(({ key }) => key)

  it('keeps owner, tags, lifetime and expected end, and takes them back', async () => {
    const expectedEndAt = '2027-01-31T12:00:00+02:00'
    const facts = { owner: 'team checkout', tags: ['web', 'beta', 'web'], lifetime: 'permanent', expectedEndAt }
    const created = await create('a', facts)
    expect(created.json).toMatchObject({
      ...facts,
      tags: ['beta', 'web'],
      expectedEndAt: '2027-01-31T10:00:00.000Z',
      archivedAt: null,
    })
    const body = { owner: null, expectedEndAt: null, tags: [] }
    const patched = await origin.call('PATCH', `${FLAGS}/a`, { headers: ANY, body })
    expect(patched.json).toMatchObject({ ...body, lifetime: 'permanent' })
  })

  it.each([
    [{ tags: ['x'.repeat(51)] }, '/tags/0'],
    [{ tags: Array.from({ length: 31 }, (_, i) => `t${i}`) }, '/tags'],
    [{ lifetime: 'long' }, '/lifetime'],
    [{ expectedEndAt: 'soon' }, '/expectedEndAt'],
    [{ owner: '' }, '/owner'],
    [{ createdBy: 'me' }, '/createdBy'],
    [{ archivedAt: null }, '/archivedAt'],
  ])('refuses %j with its place', async (more, pointer) => {
    const answer = await create('a', more)
    expect(answer.status).toBe(422)
    expect(describe422(answer)).toEqual([expect.stringMatching(`^${pointer}: `)])
  })

  it('lists by tag, owner, type, lifetime and by where they are on', async () => {
    await create('a', { tags: ['web'], owner: 'ana' })
    await create('b', { tags: ['web', 'beta'], lifetime: 'permanent' })
    await create('c', { type: 'string', variants: [{ name: 'x', value: 'x' }] })
    await configure('b', { enabled: true })
    expect(await keysOf('tag=web')).toEqual(['a', 'b'])
    expect(await keysOf('tag=web&lifetime=permanent')).toEqual(['b'])
    expect(await keysOf('owner=ana')).toEqual(['a'])
    expect(await keysOf('type=string')).toEqual(['c'])
    expect(await keysOf('enabledIn=production')).toEqual(['b'])
    expect(await keysOf('disabledIn=production')).toEqual(['a', 'c'])
    expect(await keysOf('enabledIn=development')).toEqual([])
    expect(await keysOf("tag=w' OR 1=1 --")).toEqual([])
  })

  it.each(['type=date', 'state=dead', 'enabledIn=nowhere', 'enabledIn=production&disabledIn=development', 'tag='])(
    'refuses ?%s',
    async (query) => {
      const answer = await origin.call('GET', `${FLAGS}?${query}`)
      expect([answer.status, problemOf(answer).code]).toEqual([400, 'invalid_query'])
    },
  )

  it('shows in a list what each flag does where, and in full for one', async () => {
    await create('a')
    await configure('a', { enabled: true })
    const [listed] = itemsOf(await origin.call('GET', FLAGS))
    expect(listed?.['environments']).toEqual([
      { environment: 'development', enabled: false, version: 1 },
      { environment: 'production', enabled: true, version: 2 },
    ])
    const all = itemsOf(await origin.call('GET', `${FLAGS}/a/configurations`))
    expect(all.map(({ environment, enabled }) => [environment, enabled])).toEqual([
      ['development', false],
      ['production', true],
    ])
  })

  describe('a flag that is archived', () => {
    it('leaves the lists, and comes back as it was', async () => {
      await create('a')
      await create('b')
      await configure('a', { enabled: true })
      const archived = await act('archive', 'a')
      expect(archived.json).toMatchObject({ archivedAt: new Date(origin.nowMs()).toISOString(), version: 2 })
      expect([await keysOf(''), await keysOf('state=archived'), await keysOf('state=all')]).toEqual([
        ['b'],
        ['a'],
        ['a', 'b'],
      ])
      const restored = await act('restore', 'a')
      expect(restored.json).toMatchObject({ archivedAt: null, version: 3 })
      const all = itemsOf(await origin.call('GET', `${FLAGS}/a/configurations`))
      expect(all.map(({ enabled }) => enabled)).toEqual([false, true])
    })

    it('tells every environment, once', async () => {
      await create('a')
      const before = origin.publisher.notified.length
      await act('archive', 'a')
      await act('archive', 'a')
      expect(origin.publisher.notified.length - before).toBe(2)
    })

    it('cannot be configured until it is back', async () => {
      await create('a')
      await act('archive', 'a')
      const answer = await configure('a', { enabled: true })
      expect([answer.status, problemOf(answer).code]).toEqual([409, 'flag_is_archived'])
    })

    it('is not one that others need', async () => {
      await create('a')
      await create('b')
      const rules = [{ id: 'r', if: { flag: 'a', variants: ['on'] }, serve: { variant: 'on' } }]
      expect((await configure('b', { rules })).status).toBe(200)
      const answer = await act('archive', 'a')
      expect([answer.status, problemOf(answer).code]).toEqual([409, 'flag_is_needed'])
    })

    it('does not come back when what it needs has gone', async () => {
      await create('a')
      await create('b')
      const rules = [{ id: 'r', if: { flag: 'a', variants: ['on'] }, serve: { variant: 'on' } }]
      await configure('b', { rules })
      await act('archive', 'b')
      await origin.call('DELETE', `${FLAGS}/a`, { headers: ANY })
      const answer = await act('restore', 'b')
      expect([answer.status, problemOf(answer).code]).toEqual([409, 'flag_does_not_fit'])
      expect(problemOf(answer).detail).toMatch(/production.*rules/)
    })
  })
})
