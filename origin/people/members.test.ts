import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { expectRefusal, itemsOf, problemOf } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const MEMBERS = '/api/v1/projects/default/members'

describe('members of a project', () => {
  let origin: TestOrigin
  let ana: () => string
  beforeEach(async () => {
    origin = await startTestOrigin()
    ana = makePerson(origin, { email: 'ana@example.com' })
  })
  afterEach(() => origin.close())

  const add = (body: object): Promise<Answer> => origin.call('POST', MEMBERS, { body })
  const asAna = (path: string): Promise<Answer> => origin.call('GET', path, { key: null, headers: { cookie: ana() } })
  const FLAGS = '/api/v1/projects/default/flags'
  const makeAdmin = async (email: string): Promise<string> => {
    if (email !== 'ana@example.com') makePerson(origin, { email })
    return ((await add({ email, role: 'admin' })).json as { id: string }).id
  }
  const demote = (id: string) => origin.call('PATCH', `${MEMBERS}/${id}`, { body: { role: 'approver' } })
  const remove = (id: string) => origin.call('DELETE', `${MEMBERS}/${id}`)
  const keepAdmin = (id: string) => origin.call('PATCH', `${MEMBERS}/${id}`, { body: { role: 'admin' } })

  it('may do what their role says, from the next request on', async () => {
    const cookie = ana()
    const headers = { cookie, 'Sec-Fetch-Site': 'same-origin' }
    const create = (key: string) => origin.call('POST', FLAGS, { key: null, headers, body: { key, type: 'boolean' } })
    expect((await create('a')).status).toBe(404)
    const { id } = (await add({ email: 'ANA@example.com', role: 'viewer' })).json as { id: string }
    expect((await create('a')).status).toBe(403)
    expect((await asAna(FLAGS)).status).toBe(200)
    await origin.call('PATCH', `${MEMBERS}/${id}`, { body: { role: 'editor' } })
    expect((await create('a')).status).toBe(201)
    expect((await origin.call('DELETE', `${MEMBERS}/${id}`)).status).toBe(204)
    expect((await asAna(FLAGS)).status).toBe(404)
  })

  it('are added once, and only when they have an account', async () => {
    expect((await add({ email: 'ana@example.com', role: 'viewer' })).status).toBe(201)
    expect(problemOf(await add({ email: 'ana@example.com', role: 'admin' })).code).toBe('member_exists')
    expect(problemOf(await add({ email: 'nobody@example.com', role: 'admin' })).code).toBe('person_not_found')
  })

  describe('who are admins', () => {
    it('never all go, by whomever', async () => {
      const [first, second] = [await makeAdmin('ana@example.com'), await makeAdmin('bia@example.com')]
      expect((await demote(first)).status).toBe(200)
      expectRefusal(await demote(second), 409, 'last_admin')
      expectRefusal(await remove(second), 409, 'last_admin')
      expect((await keepAdmin(second)).status).toBe(200)
      expect((await keepAdmin(first)).status).toBe(200)
      expect((await remove(second)).status).toBe(204)
    })

    it('are not counted while they are disabled', async () => {
      const [first, second] = [await makeAdmin('ana@example.com'), await makeAdmin('bia@example.com')]
      await origin.call('POST', `/api/v1/people/${second}/disable`)
      expectRefusal(await remove(first), 409, 'last_admin')
      expect((await remove(second)).status).toBe(204)
    })

    it('may all go where somebody runs the installation, who is one everywhere', async () => {
      makePerson(origin, { email: 'chief@example.com', runsInstallation: true })
      expect((await remove(await makeAdmin('ana@example.com'))).status).toBe(204)
    })

    it('are told so in Portuguese too', async () => {
      const id = await makeAdmin('ana@example.com')
      const answer = await origin.call('DELETE', `${MEMBERS}/${id}`, { headers: { 'Accept-Language': 'pt-BR' } })
      expect(problemOf(answer).title).toBe('Ninguém mais está no comando')
    })
  })

  it('are listed by e-mail, page by page, without those of other projects', async () => {
    makePerson(origin, { email: 'stranger@example.com' })
    for (const name of ['cid', 'bia']) makePerson(origin, { email: `${name}@example.com`, role: 'viewer' })
    await add({ email: 'ana@example.com', role: 'approver' })
    const first = await origin.call('GET', `${MEMBERS}?limit=2`)
    expect(itemsOf(first).map(({ email, role }) => [email, role])).toEqual([
      ['ana@example.com', 'approver'],
      ['bia@example.com', 'viewer'],
    ])
    const { nextCursor } = first.json as { nextCursor: string }
    const second = await origin.call('GET', `${MEMBERS}?limit=2&cursor=${nextCursor}`)
    expect(itemsOf(second).map(({ email }) => email)).toEqual(['cid@example.com'])
  })

  it('stand in the audit by their ids alone', async () => {
    const { id } = (await add({ email: 'ana@example.com', role: 'viewer' })).json as { id: string }
    const entries = origin.open.database.select().from(auditEntries).all()
    expect(entries.at(-1)).toMatchObject({ action: 'member.add', target: id, after: { id, role: 'viewer' } })
    expect(JSON.stringify(entries)).not.toContain('ana@')
  })

  it('of the installation are listed for who runs it', async () => {
    expect(itemsOf(await origin.call('GET', '/api/v1/people'))).toMatchObject([{ email: 'ana@example.com' }])
  })
})
