import { asc, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flags } from '../db/schema/flags.ts'
import { itemsOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { flagIndexOf } from './flag-index.ts'
import { type FlagRow, insertFlag } from './flag-repository.ts'

const PROJECT = '/api/v1/projects/default'
const FLAGS = `${PROJECT}/flags`
const PRODUCTION = `${PROJECT}/environments/production`

describe('searching flags', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await create('a', { description: 'the checkout', owner: 'ana', tags: ['web'] })
    await create('c')
    // What is searched is read now: whatever a test changes comes after that.
    expect(await keysOf('')).toEqual(['a', 'c'])
  })
  afterEach(() => origin.close())

  const change = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await origin.call(method, path, { headers: { 'If-Match': '*' }, ...(body ? { body } : {}) })
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
  }
  const create = (key: string, more: object = {}) => change('POST', FLAGS, { key, type: 'boolean', ...more })
  const keysOf = async (query: string) => itemsOf(await origin.call('GET', `${FLAGS}?${query}`)).map(({ key }) => key)

  it.each<[string, string, object | undefined, string, string[], string[]]>([
    ['a new flag', FLAGS, { key: 'b', type: 'boolean' }, '', ['a', 'c'], ['a', 'b', 'c']],
    ['a new description', `${FLAGS}/c`, { description: 'The Checkout' }, 'search=CHECKOUT', ['a'], ['a', 'c']],
    ['another owner', `${FLAGS}/a`, { owner: 'rui' }, 'owner=ana', ['a'], []],
    ['other tags', `${FLAGS}/c`, { tags: ['app', 'web'] }, 'tag=web', ['a'], ['a', 'c']],
    ['another lifetime', `${FLAGS}/c`, { lifetime: 'permanent' }, 'lifetime=permanent', [], ['c']],
    ['a switch', `${PRODUCTION}/flags/c`, { enabled: true }, 'enabledIn=production', [], ['c']],
    ['a switch', `${PRODUCTION}/flags/c`, { enabled: true }, 'disabledIn=production', ['a', 'c'], ['a']],
    ['an archived flag', `${FLAGS}/a/archive`, undefined, '', ['a', 'c'], ['c']],
    ['an archived flag', `${FLAGS}/a/archive`, undefined, 'state=archived', [], ['a']],
  ])('knows of %s at once: %s %j, asked for %s', async (_what, path, body, query, before, after) => {
    expect(await keysOf(query)).toEqual(before)
    await change(path === FLAGS || path.endsWith('/archive') ? 'POST' : 'PATCH', path, body)
    expect(await keysOf(query)).toEqual(after)
  })

  it('knows of a flag that was deleted, and of one that came back under its key', async () => {
    await change('DELETE', `${FLAGS}/a`)
    expect(await keysOf('')).toEqual(['c'])
    await create('a', { reuseDeletedKey: true, owner: 'rui' })
    expect(await keysOf('')).toEqual(['a', 'c'])
    expect(await keysOf('owner=ana')).toEqual([])
  })

  it('knows of a flag that is switched on in a new environment, and of one that nobody switched', async () => {
    await change('POST', `${PROJECT}/environments`, { key: 'staging', name: 'Staging' })
    expect(await keysOf('disabledIn=staging')).toEqual(['a', 'c'])
    await change('PATCH', `${PROJECT}/environments/staging/flags/a`, { enabled: true })
    expect(await keysOf('enabledIn=staging')).toEqual(['a'])
    expect(await keysOf('enabledIn=production')).toEqual([])
  })

  it('finds what is there after a change was taken back', async () => {
    const { database } = origin.open
    const takenBack = () =>
      database.transaction((transaction) => {
        transaction.update(flags).set({ owner: 'rui' }).where(eq(flags.key, 'a')).run()
        throw new Error('taken back')
      })
    expect(takenBack).toThrow('taken back')
    expect([await keysOf('owner=rui'), await keysOf('owner=ana')]).toEqual([[], ['a']])
  })

  it('orders keys by their UTF-8 bytes, page by page, whenever they came', async () => {
    // By UTF-16 the surrogates of the first one would come before the second.
    const keys = ['\u{1f600}', '\uff01', 'é', 'B', 'a-b', 'a/b']
    for (const key of keys) await create(key)
    const ordered = ['B', 'a', 'a-b', 'a/b', 'c', 'é', '\uff01', '\u{1f600}']
    expect(await keysOf('')).toEqual(ordered)
    const seen: unknown[] = []
    let next: string | undefined = `${FLAGS}?limit=3`
    while (next !== undefined) {
      const page = await origin.call('GET', next)
      seen.push(...itemsOf(page).map(({ key }) => key))
      next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(seen).toEqual(ordered)
  })

  it('is of one project', async () => {
    await change('POST', '/api/v1/projects', { key: 'other', name: 'Other' })
    await change('POST', '/api/v1/projects/other/flags', { key: 'b', type: 'boolean' })
    expect(await keysOf('')).toEqual(['a', 'c'])
    expect(itemsOf(await origin.call('GET', '/api/v1/projects/other/flags')).map(({ key }) => key)).toEqual(['b'])
  })
})

describe('a project that is read some flags at a time', () => {
  let origin: TestOrigin
  let first: FlagRow
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', FLAGS, { body: { key: 'first', type: 'boolean' } })
    first =
      origin.open.database
        .select()
        .from(flags)
        .all()
        .find(({ key }) => key === 'first') ?? expect.unreachable()
    for (let i = 0; i < 450; i++) add(`flag-${String(i).padStart(3, '0')}`)
  })
  afterEach(() => origin.close())

  const add = (key: string) => {
    const { id: _id, ...values } = first
    insertFlag(origin.open.database, { ...values, key })
  }
  const set = (key: string, values: Partial<FlagRow>) =>
    origin.open.database.update(flags).set(values).where(eq(flags.key, key)).run()
  const found = () => {
    const everything = { limit: 1_000, after: undefined, search: undefined }
    const rows = flagIndexOf(origin.open.database).find(first.projectId, everything)
    return rows.map(({ row }) => `${row.key} ${row.owner}`)
  }
  const stored = () =>
    origin.open.database
      .select()
      .from(flags)
      .where(isNull(flags.deletedAtMs))
      .orderBy(asc(flags.key))
      .all()
      .map(({ key, owner }) => `${key} ${owner}`)
  const changeSome = () => {
    add('a')
    add('flag-100b')
    add('flag-300b')
    set('flag-050', { owner: 'ana' })
    set('flag-350', { owner: 'rui' })
    // The last that was read, and one that was not.
    for (const key of ['flag-198', 'flag-199', 'flag-400']) set(key, { deletedAtMs: 1 })
  }

  it('is found as it is stored, whatever changes while it is read', async () => {
    const preparing = flagIndexOf(origin.open.database).prepare(first.projectId)
    changeSome()
    await preparing
    expect(found()).toEqual(stored())
    expect(found()).toHaveLength(451)
  })

  it('is found whole by who does not wait until it was read', async () => {
    const preparing = flagIndexOf(origin.open.database).prepare(first.projectId)
    changeSome()
    expect(found()).toEqual(stored())
    await preparing
    expect(found()).toEqual(stored())
  })

  it('is found as it is when more changed at once than are read at once', async () => {
    expect(found()).toHaveLength(451)
    origin.open.database.update(flags).set({ owner: 'rui' }).run()
    await flagIndexOf(origin.open.database).prepare(first.projectId)
    expect(found()).toEqual(stored())
  })
})
