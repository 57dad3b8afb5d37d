import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accounts } from '../db/schema/accounts.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { invitations } from '../db/schema/invitations.ts'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const OF_PROJECT = '/api/v1/projects/default/invitations'
const PERSON = { email: 'Ana@example.com', name: 'Ana', password: 'four small owls at noon' }

interface Created {
  readonly id: string
  readonly token: string
  readonly path: string
}

describe('invitations', () => {
  let origin: TestOrigin
  let lines: string[]
  beforeEach(async () => {
    lines = []
    origin = await startTestOrigin({
      logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    })
  })
  afterEach(() => origin.close())

  const create = async (path = OF_PROJECT, body: object = { role: 'approver' }): Promise<Created> =>
    (await origin.call('POST', path, { body })).json as Created
  const accept = (token: string, person: object = PERSON): Promise<Answer> =>
    origin.call('POST', '/api/v1/invitations/accept', {
      key: null,
      body: { token, ...person },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
  const me = (answer: Answer): Promise<Answer> => {
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    return origin.call('GET', '/api/v1/me', { key: null, headers: { cookie } })
  }

  it('to a project make an account with its role, signed in', async () => {
    const { token, path } = await create()
    expect(path).toBe(`/console/welcome?token=${token}`)
    const answer = await accept(token)
    expect(answer).toMatchObject({ status: 200, json: { email: 'ana@example.com', runsInstallation: false } })
    expect((await me(answer)).json).toMatchObject({ projects: [{ key: 'default', role: 'approver' }] })
  })

  it('to the installation make an account that runs it', async () => {
    const { token } = await create('/api/v1/invitations', {})
    expect((await accept(token)).json).toMatchObject({ runsInstallation: true })
  })

  it('are good once, also when two accept at the same time', async () => {
    const { token } = await create()
    const answers = await Promise.all([accept(token), accept(token, { ...PERSON, email: 'bia@example.com' })])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]))
    expect(origin.open.database.select().from(accounts).all()).toHaveLength(1)
  })

  it('that were used, revoked, expired or never made get one answer', async () => {
    const used = await create()
    await accept(used.token)
    const revoked = await create()
    expect((await origin.call('DELETE', `${OF_PROJECT}/${revoked.id}`)).status).toBe(204)
    const expired = await create(OF_PROJECT, { role: 'viewer', validHours: 1 })
    origin.passMs(3_600_000)
    const texts = new Set<string>()
    for (const token of [used.token, revoked.token, expired.token, 'x'.repeat(43)])
      texts.add((await accept(token)).text)
    expect([...texts]).toEqual([expect.stringContaining('"invitation_not_found"')])
  })

  it('do not take over an account that exists, however its e-mail is written', async () => {
    await accept((await create()).token)
    const { token } = await create('/api/v1/invitations', {})
    expect(problemOf(await accept(token, { ...PERSON, email: 'ANA@EXAMPLE.COM' })).code).toBe('account_exists')
  })

  it('are listed while they are open, and never with their tokens', async () => {
    const { id, token } = await create()
    const listed = await origin.call('GET', OF_PROJECT)
    expect(itemsOf(listed)).toMatchObject([{ id, role: 'approver', createdBy: 'master' }])
    expect(listed.text).not.toContain(token)
    await accept(token)
    expect(itemsOf(await origin.call('GET', OF_PROJECT))).toEqual([])
    expect((await origin.call('DELETE', `${OF_PROJECT}/${id}`)).status).toBe(404)
  })

  it('are stored by their hash, and leave neither token nor e-mail nor password in logs and audit', async () => {
    const { token } = await create()
    await accept(token)
    const { database } = origin.open
    const written = JSON.stringify([
      lines,
      database.select().from(auditEntries).all(),
      database.select().from(invitations).all(),
    ])
    expect(lines.length).toBeGreaterThan(0)
    for (const secret of [token, 'ana@example.com', PERSON.email, PERSON.password])
      expect(written).not.toContain(secret)
  })
})
