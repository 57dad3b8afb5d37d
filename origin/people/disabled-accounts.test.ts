import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accounts } from '../db/schema/accounts.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { expectRefusal, itemsOf, problemOf } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { createPasswords } from './passwords.ts'

const EMAIL = 'ana@example.com'
const PASSWORD = 'four small owls at noon'
const OUR_PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const PROJECT = '/api/v1/projects/default'

const keyOf = ({ json }: Answer) => json as { id: string; key: string }
const cookieOf = ({ headers }: Answer) => headers.get('set-cookie')?.split(';')[0] ?? ''

describe('a disabled account', () => {
  let origin: TestOrigin
  let ana: string
  let cookie: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    makePerson(origin, { runsInstallation: true })
    const passwordHash = await createPasswords().hash(PASSWORD)
    cookie = makePerson(origin, { email: EMAIL, role: 'admin', passwordHash })()
    ana = idOf(EMAIL)
  })
  afterEach(() => origin.close())

  const idOf = (email: string): string =>
    origin.open.database
      .select()
      .from(accounts)
      .all()
      .find((account) => account.email === email)?.id ?? ''
  const turn = (verb: 'disable' | 'enable', id = ana) => origin.call('POST', `/api/v1/people/${id}/${verb}`)
  const signIn = (password = PASSWORD) =>
    origin.call('POST', '/api/v1/session', { key: null, body: { email: EMAIL, password }, headers: OUR_PAGE })
  const asAna = (method: string, path: string, body?: object) =>
    origin.call(method, path, { key: null, body, headers: { ...OUR_PAGE, cookie } })
  const withKey = async (key: string, path = `${PROJECT}/flags`) => (await origin.call('GET', path, { key })).status

  it('loses its sessions at once, and nobody else theirs', async () => {
    const colleague = makePerson(origin, { role: 'viewer' })()
    expect((await asAna('GET', '/api/v1/me')).status).toBe(200)
    expect((await turn('disable')).json).toMatchObject({ id: ana, disabledAt: new Date(origin.nowMs()).toISOString() })
    expect((await asAna('GET', '/api/v1/me')).status).toBe(401)
    expect((await asAna('POST', `${PROJECT}/flags`, { key: 'a', type: 'boolean' })).status).toBe(401)
    expect((await origin.call('GET', '/api/v1/me', { key: null, headers: { cookie: colleague } })).status).toBe(200)
    await turn('enable')
    expect((await asAna('GET', '/api/v1/me')).status).toBe(401)
  })

  it('is signed in to no more: the answer is that to a wrong password, word for word', async () => {
    const wrong = await signIn('something else')
    await turn('disable')
    const right = await signIn()
    expect([right.status, right.text, cookieOf(right)]).toEqual([401, wrong.text, ''])
    await turn('enable')
    const again = await signIn()
    expect(again.status).toBe(200)
    cookie = cookieOf(again)
    expect((await asAna('GET', '/api/v1/me')).json).toMatchObject({ projects: [{ key: 'default', role: 'admin' }] })
  })

  it('has no session either when it is disabled while its password is being checked', async () => {
    const [answer] = await Promise.all([signIn(), turn('disable')])
    cookie = cookieOf(answer)
    expect((await asAna('GET', '/api/v1/me')).status).toBe(401)
  })

  it('is not managed by with the keys that its person made, nor with what these made, until it is enabled', async () => {
    const own = keyOf(await asAna('POST', `${PROJECT}/keys`, { name: 'own' }))
    const made = keyOf(await origin.call('POST', `${PROJECT}/keys`, { body: { name: 'second' }, key: own.key }))
    await turn('disable')
    expect([await withKey(own.key), await withKey(made.key)]).toEqual([401, 401])
    await turn('enable')
    expect([await withKey(own.key), await withKey(made.key)]).toEqual([200, 200])
  })

  it('leaves alone the keys that applications use, and those that somebody else rotated', async () => {
    const environment = `${PROJECT}/environments/production`
    const server = keyOf(await asAna('POST', `${environment}/keys`, { name: 'shop', kind: 'srv' }))
    const robot = keyOf(await asAna('POST', `${PROJECT}/keys`, { name: 'robot' }))
    const body = { overlapSeconds: 3_600 }
    const taken = keyOf(await origin.call('POST', `${PROJECT}/keys/${robot.id}/rotate`, { body }))
    await turn('disable')
    const keys = itemsOf(await origin.call('GET', `${environment}/keys`))
    expect(keys).toMatchObject([{ id: server.id, revokedAt: null }])
    // A key of an application is known, and manages nothing.
    expect(await withKey(server.key)).toBe(403)
    expect([await withKey(robot.key), await withKey(taken.key)]).toEqual([401, 200])
  })

  it('sent links of invitation that are worth nothing', async () => {
    const { token } = (await asAna('POST', `${PROJECT}/invitations`, { role: 'admin' })).json as { token: string }
    await turn('disable')
    const body = { token, email: 'eve@example.com', name: 'Eve', password: 'six purple anchors drift' }
    const answer = await origin.call('POST', '/api/v1/invitations/accept', { key: null, body, headers: OUR_PAGE })
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'invitation_not_found'])
  })

  it('is seen among people and members, and stands in the audit once for each turn, by its id alone', async () => {
    for (const verb of ['disable', 'disable', 'enable', 'enable', 'disable'] as const) await turn(verb)
    for (const path of ['/api/v1/people', `${PROJECT}/members`]) {
      const found = itemsOf(await origin.call('GET', path)).find(({ id }) => id === ana)
      expect(found).toMatchObject({ disabledAt: expect.any(String), email: EMAIL })
    }
    const entries = origin.open.database.select().from(auditEntries).all()
    expect(entries.map(({ action, target, actor }) => [action, target, actor])).toEqual([
      ['account.disable', ana, 'master'],
      ['account.enable', ana, 'master'],
      ['account.disable', ana, 'master'],
    ])
    expect(JSON.stringify(entries)).not.toContain('ana@')
  })

  it('is an account that there is', async () => {
    for (const verb of ['disable', 'enable'] as const) {
      const answer = await turn(verb, 'nobody')
      expect([answer.status, problemOf(answer).code]).toEqual([404, 'person_not_found'])
    }
  })
})

describe('the last admin', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const ids = () =>
    origin.open.database
      .select()
      .from(accounts)
      .all()
      .map(({ id }) => id)
  const disable = (id = '') => origin.call('POST', `/api/v1/people/${id}/disable`)

  it('of the installation is not disabled, not even by another who is disabled', async () => {
    makePerson(origin, { runsInstallation: true })
    makePerson(origin, { runsInstallation: true })
    makePerson(origin, { role: 'admin' })
    const [first, second] = ids()
    expect((await disable(first)).status).toBe(200)
    expectRefusal(await disable(second), 409, 'last_admin')
    await origin.call('POST', `/api/v1/people/${first}/enable`)
    expect((await disable(second)).status).toBe(200)
  })

  it('of a project is not disabled where nobody runs the installation', async () => {
    makePerson(origin, { role: 'admin' })
    makePerson(origin, { role: 'admin' })
    makePerson(origin, { role: 'editor' })
    const [first, second, editor] = ids()
    expect((await disable(editor)).status).toBe(200)
    expect((await disable(first)).status).toBe(200)
    expectRefusal(await disable(second), 409, 'last_admin')
    makePerson(origin, { runsInstallation: true })
    expect((await disable(second)).status).toBe(200)
  })
})
