import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { sessions } from '../db/schema/sessions.ts'
import { createPasswords } from '../people/passwords.ts'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const EMAIL = 'ana@example.com'
const PASSWORD = 'four small owls at noon'
const OUR_PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const OVER_TLS = { ...OUR_PAGE, 'X-Forwarded-Proto': 'https' }

function cookieOf(answer: Answer): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

describe('signing in', () => {
  let origin: TestOrigin
  let lines: string[]
  beforeEach(async () => {
    lines = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    origin = await startTestOrigin({ logger })
    makePerson(origin, { email: EMAIL, role: 'editor', passwordHash: await createPasswords().hash(PASSWORD) })
  })
  afterEach(() => origin.close())

  const signIn = (body: object = { email: EMAIL, password: PASSWORD }, headers: object = OUR_PAGE): Promise<Answer> =>
    origin.call('POST', '/api/v1/session', { key: null, body, headers: { ...headers } })
  const as = (cookie: string, method: string, path: string, body?: object): Promise<Answer> =>
    origin.call(method, `/api/v1${path}`, { key: null, body, headers: { ...OUR_PAGE, cookie } })

  it('takes the e-mail however it is written, and says who it is', async () => {
    const answer = await signIn({ email: 'Ana@Example.COM', password: PASSWORD })
    expect(answer).toMatchObject({ status: 200, json: { email: EMAIL, runsInstallation: false } })
    const me = await as(cookieOf(answer), 'GET', '/me')
    expect(me.json).toMatchObject({ type: 'person', projects: [{ key: 'default', role: 'editor' }] })
  })

  it('gives a cookie over TLS that no other host can set, that no script can read and that no other site can send', async () => {
    const cookie = (await signIn(undefined, OVER_TLS)).headers.get('set-cookie')
    expect(cookie).toMatch(/^__Host-togglemaster=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/)
  })

  it('gives a cookie of another name over plain HTTP on this machine, which means nothing over TLS', async () => {
    const answer = await signIn()
    expect(answer.headers.get('set-cookie')).toMatch(
      /^togglemaster=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
    )
    const headers = { ...OVER_TLS, cookie: cookieOf(answer) }
    expect((await origin.call('GET', '/api/v1/me', { key: null, headers })).status).toBe(401)
  })

  it('is refused over plain HTTP from elsewhere', async () => {
    const answer = await signIn(undefined, { ...OUR_PAGE, 'X-Forwarded-Host': 'flags.example.com' })
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'tls_required' })
  })

  it.each([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    {},
  ])('is refused from a page that is not ours: %j', async (headers) => {
    expect(problemOf(await signIn(undefined, headers))).toMatchObject({ status: 403, code: 'cross_site_request' })
  })

  it('is let in by an older browser, which says its origin alone', async () => {
    expect((await signIn(undefined, { Origin: origin.url })).status).toBe(200)
  })

  it('answers a wrong password and an unknown e-mail word for word alike', async () => {
    const wrong = await signIn({ email: EMAIL, password: 'something else' })
    const unknown = await signIn({ email: 'nobody@example.com', password: PASSWORD })
    expect(wrong.status).toBe(401)
    expect(unknown.text).toBe(wrong.text)
  })

  it('never lets in who has no password', async () => {
    makePerson(origin, { email: 'sso@example.com' })
    expect((await signIn({ email: 'sso@example.com', password: 'nobody has this password' })).status).toBe(401)
  })

  it('stops guessing at one account from many addresses, known or not, and opens again', async () => {
    for (const email of [EMAIL, 'nobody@example.com']) {
      const statuses: number[] = []
      for (let i = 0; i < 11; i++) {
        const headers = { ...OUR_PAGE, 'X-Forwarded-For': `10.1.0.${i}` }
        statuses.push((await signIn({ email, password: `guess number ${i}` }, headers)).status)
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    }
    expect((await signIn()).headers.get('retry-after')).toBe('900')
    origin.passMs(15 * 60_000)
    expect((await signIn()).status).toBe(200)
  })

  it('gives a new token each time, and ends the session that the browser had', async () => {
    const first = cookieOf(await signIn())
    const second = cookieOf(await signIn(undefined, { ...OUR_PAGE, cookie: first }))
    expect(second).not.toBe(first)
    expect((await as(first, 'GET', '/me')).status).toBe(401)
    expect((await as(second, 'GET', '/me')).status).toBe(200)
  })

  it('never takes a token that somebody else chose', async () => {
    const planted = 'togglemaster=planted-by-somebody-else'
    expect(cookieOf(await signIn(undefined, { ...OUR_PAGE, cookie: planted }))).not.toBe(planted)
    expect((await as(planted, 'GET', '/me')).status).toBe(401)
  })

  it('ends by signing out', async () => {
    const cookie = cookieOf(await signIn())
    const answer = await as(cookie, 'DELETE', '/session')
    expect(answer.headers.get('set-cookie')).toMatch(/^togglemaster=; Path=\/; Max-Age=0;/)
    expect((await as(cookie, 'GET', '/me')).status).toBe(401)
  })

  it('ends after twelve hours without a request, and after a week however much it was used', async () => {
    const hour = 3_600_000
    const idle = cookieOf(await signIn())
    const busy = cookieOf(await signIn())
    const statuses: number[] = []
    for (let hours = 0; hours < 168; hours += 11) {
      statuses.push((await as(busy, 'GET', '/me')).status)
      origin.passMs(11 * hour)
    }
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect((await as(busy, 'GET', '/me')).status).toBe(401)
    expect((await as(idle, 'GET', '/me')).status).toBe(401)
  })

  it('shows the browsers in which one is signed in, and ends another one', async () => {
    const here = cookieOf(await signIn(undefined, { ...OUR_PAGE, 'User-Agent': 'here' }))
    const there = cookieOf(await signIn(undefined, { ...OUR_PAGE, 'User-Agent': 'there' }))
    const listed = itemsOf(await as(here, 'GET', '/me/sessions'))
    expect(listed.map(({ userAgent, isCurrent }) => [userAgent, isCurrent])).toEqual(
      expect.arrayContaining([
        ['here', true],
        ['there', false],
      ]),
    )
    const other = listed.find(({ isCurrent }) => isCurrent === false)
    expect((await as(here, 'DELETE', `/me/sessions/${String(other?.['id'])}`)).status).toBe(204)
    expect((await as(there, 'GET', '/me')).status).toBe(401)
  })

  it('cannot end the session of somebody else', async () => {
    const stranger = makePerson(origin, {})()
    const mine = cookieOf(await signIn())
    const [session] = itemsOf(await as(mine, 'GET', '/me/sessions'))
    expect((await as(stranger, 'DELETE', `/me/sessions/${String(session?.['id'])}`)).status).toBe(404)
  })

  it('takes a new password for the old one, and signs every other browser out', async () => {
    const here = cookieOf(await signIn())
    const there = cookieOf(await signIn())
    const newPassword = 'seven tall herons at dusk'
    const change = (currentPassword: string) => as(here, 'PUT', '/me/password', { currentPassword, newPassword })
    expect((await change('not the old one')).status).toBe(401)
    expect((await change(PASSWORD)).status).toBe(204)
    expect([(await as(here, 'GET', '/me')).status, (await as(there, 'GET', '/me')).status]).toEqual([200, 401])
    expect([(await signIn()).status, (await signIn({ email: EMAIL, password: newPassword })).status]).toEqual([
      401, 200,
    ])
  })

  it.each(['short', 'aaaaaaaaaaaaaa', 'changemechangeme', 'password1234'])(
    'refuses the new password %s',
    async (newPassword) => {
      const cookie = cookieOf(await signIn())
      const body = { currentPassword: PASSWORD, newPassword }
      expect((await as(cookie, 'PUT', '/me/password', body)).status).toBe(422)
    },
  )

  it('gives nothing by the old password to whoever was being checked while it was changed', async () => {
    const here = cookieOf(await signIn())
    const change = { currentPassword: PASSWORD, newPassword: 'five large owls at night' }
    const [late, ...changes] = await Promise.all([
      signIn(),
      as(here, 'PUT', '/me/password', change),
      as(here, 'PUT', '/me/password', { ...change, newPassword: 'six grey owls at midnight' }),
    ])
    expect(new Set(changes.map(({ status }) => status))).toEqual(new Set([204, 401]))
    expect((await as(cookieOf(late), 'GET', '/me')).status).toBe(401)
  })

  it('refuses a change by a cookie from another site, and lets it read', async () => {
    const headers = { cookie: cookieOf(await signIn()), 'Sec-Fetch-Site': 'cross-site' }
    const create = { key: null, headers, body: { key: 'x', type: 'boolean' } }
    expect(problemOf(await origin.call('POST', '/api/v1/projects/default/flags', create)).code).toBe(
      'cross_site_request',
    )
    expect((await origin.call('GET', '/api/v1/me', { key: null, headers })).status).toBe(200)
  })

  it('leaves no e-mail, password or token in logs, audit or the sessions that are stored', async () => {
    const cookie = cookieOf(await signIn())
    await signIn({ email: EMAIL, password: 'a wrong password' })
    await as(cookie, 'PUT', '/me/password', { currentPassword: PASSWORD, newPassword: 'seven tall herons at dusk' })
    const { database } = origin.open
    const written = JSON.stringify([
      lines,
      database.select().from(auditEntries).all(),
      database.select().from(sessions).all(),
    ])
    expect(lines.length).toBeGreaterThan(0)
    for (const secret of [EMAIL, PASSWORD, 'a wrong password', 'seven tall herons', cookie.split('=')[1] ?? '?']) {
      expect(written).not.toContain(secret)
    }
  })
})
