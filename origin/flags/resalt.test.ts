import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { environments } from '../db/schema/environments.ts'
import { describe422, itemsOf, problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const FLAGS = '/api/v1/projects/default/flags'
const RESALT = `${FLAGS}/x/resalt`

describe('a new salt', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    await origin.call('POST', FLAGS, { body: { key: 'x', type: 'boolean', salt: 'old' } })
  })
  afterEach(() => origin.close())

  const resalt = (body: unknown, ifMatch = '"1"') =>
    origin.call('POST', RESALT, { body, headers: { 'If-Match': ifMatch } })
  const versions = () =>
    origin.open.database
      .select()
      .from(environments)
      .all()
      .map(({ version }) => version)

  it('is given on purpose, and says that people will move', async () => {
    const answer = await resalt({ salt: 'new' })
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, '"2"'])
    expect(answer.json).toMatchObject({
      salt: 'new',
      version: 2,
      moves: [{ pointer: '/salt', detail: 'people will move: old becomes new' }],
    })
    expect((await origin.call('GET', `${FLAGS}/x`)).json).toMatchObject({ salt: 'new', version: 2 })
  })

  it.each([{}, undefined])('is drawn when none is named: %j', async (body) => {
    const { salt } = (await resalt(body)).json as { salt: string }
    expect(salt).toMatch(/^[a-z0-9]{12}$/)
  })

  it('reaches the edges of every environment, and is audited', async () => {
    expect(versions()).toEqual([2, 2])
    await resalt({ salt: 'new' })
    expect(versions()).toEqual([3, 3])
    const [entry] = itemsOf(await origin.call('GET', '/api/v1/projects/default/audit?limit=1'))
    expect(entry).toMatchObject({
      actor: 'master',
      action: 'flag.resalt',
      target: 'x',
      before: { salt: 'old' },
      after: { salt: 'new' },
    })
  })

  it('that is the old one moves nobody and changes nothing', async () => {
    expect((await resalt({ salt: 'old' })).json).toMatchObject({ salt: 'old', version: 1, moves: [] })
    expect(versions()).toEqual([2, 2])
  })

  it('needs the version that one saw', async () => {
    expect(problemOf(await origin.call('POST', RESALT, { body: {} })).code).toBe('if_match_required')
    expect(problemOf(await resalt({}, '"7"')).code).toBe('version_mismatch')
  })

  it.each([
    [{ salt: '' }, '/salt: '],
    [{ salt: 's'.repeat(257) }, '/salt: '],
    [{ salt: null }, '/salt: '],
    [{ scheme: 'native' }, '/scheme: unknown property'],
  ])('is refused by its pointer: %j', async (body, expected) => {
    const answer = await resalt(body)
    expect([answer.status, describe422(answer)[0]?.slice(0, expected.length)]).toEqual([422, expected])
  })

  it('survives deletion and return', async () => {
    await resalt({ salt: 'new' })
    await origin.call('DELETE', `${FLAGS}/x`, { headers: { 'If-Match': '*' } })
    const body = { key: 'x', type: 'boolean', reuseDeletedKey: true }
    expect((await origin.call('POST', FLAGS, { body })).json).toMatchObject({ salt: 'new' })
  })
})
