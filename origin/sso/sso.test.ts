import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { accounts } from '../db/schema/accounts.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { problemOf } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { createSsoBrowser } from '../testing/sso-browser.ts'
import { type SsoWorld, startSsoWorld } from '../testing/sso-world.ts'
import { CLIENT_SECRET } from '../testing/test-provider.ts'
import type { SsoSettings } from './sso-settings.ts'

const EMAIL = 'ana@example.com'
const ANA = { email: EMAIL, email_verified: true, name: 'Ana' }

describe('single sign-on', () => {
  let world: SsoWorld
  const start = async (changed: Partial<SsoSettings> = {}, claims: object = ANA): Promise<SsoWorld> => {
    world = await startSsoWorld(changed)
    world.provider.behave({ claims: { ...claims } })
    return world
  }
  const me = async (): Promise<unknown> => (await world.browser.call('GET', '/api/v1/me')).json
  const auditedActions = (): readonly string[] =>
    world.origin.open.database
      .select()
      .from(auditEntries)
      .all()
      .map(({ action }) => action)
  const people = () => world.origin.open.database.select().from(accounts).all()
  afterEach(() => world.close())

  it('says to whoever asks that it is on, and what its button says', async () => {
    const { browser } = await start()
    const answer = await browser.call('GET', '/api/v1/sso')
    expect(answer).toMatchObject({ status: 200, json: { enabled: true, label: 'Acme account' } })
  })

  it('lets in whom a verified e-mail names, and leads back to where they were', async () => {
    const { origin, browser } = await start()
    makePerson(origin, { email: EMAIL, role: 'editor' })
    const answer = await browser.signIn('?returnTo=%2Fconsole%2Fflags%3Fq%3D1')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console/flags?q=1'])
    expect(await me()).toMatchObject({ type: 'person', person: { email: EMAIL }, projects: [{ role: 'editor' }] })
    expect(auditedActions()).toEqual(['account.link', 'session.open'])
  })

  it('goes by issuer and subject from then on, whatever e-mail the provider says', async () => {
    const { origin, provider, browser } = await start()
    makePerson(origin, { email: EMAIL })
    await browser.signIn()
    provider.behave({ claims: { email: 'renamed@example.com', email_verified: false } })
    const elsewhere = createSsoBrowser(origin)
    expect((await elsewhere.signIn()).status).toBe(303)
    expect((await elsewhere.call('GET', '/api/v1/me')).json).toMatchObject({ person: { email: EMAIL } })
    expect(people()).toHaveLength(1)
  })

  it('asks the provider for the e-mail that its token leaves out', async () => {
    const { origin, provider, browser } = await start({}, {})
    makePerson(origin, { email: EMAIL })
    provider.behave({ userInfo: ANA })
    expect((await browser.signIn()).status).toBe(303)
    expect(await me()).toMatchObject({ person: { email: EMAIL } })
  })

  it('ends by signing out, like every session', async () => {
    const { origin, browser } = await start()
    makePerson(origin, { email: EMAIL })
    await browser.signIn()
    const cookie = browser.cookies()
    expect((await browser.call('DELETE', '/api/v1/session')).status).toBe(204)
    expect((await origin.call('GET', '/api/v1/me', { key: null, headers: { cookie } })).status).toBe(401)
  })

  it('gives nothing to whom a project was taken from', async () => {
    const { origin, browser } = await start()
    makePerson(origin, { email: EMAIL, role: 'editor' })
    await browser.signIn()
    const [person] = people()
    await origin.call('DELETE', `/api/v1/projects/default/members/${person?.id}`)
    await browser.signIn()
    expect(await me()).toMatchObject({ projects: [] })
    expect((await browser.call('GET', '/api/v1/projects/default/flags')).status).toBe(404)
  })

  it('lets nobody in whom nobody invited, and says so in their language', async () => {
    const { origin, browser } = await start()
    makePerson(origin, { email: 'somebody@example.com' })
    const path = await browser.goToProvider()
    const headers = { cookie: browser.cookies(), 'Accept-Language': 'pt-BR' }
    const answer = await origin.call('GET', path, { key: null, headers })
    const title = 'Ninguém convidou essa pessoa'
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'sso_not_invited', title })
    expect(people()).toHaveLength(1)
  })

  it('answers whose account is disabled as who has none, linked or not', async () => {
    const { origin, browser } = await start({ unknownPeople: 'create' })
    makePerson(origin, { runsInstallation: true })
    makePerson(origin, { email: EMAIL })
    const id = people().find(({ email }) => email === EMAIL)?.id
    const turn = (verb: string) => origin.call('POST', `/api/v1/people/${id}/${verb}`)
    await turn('disable')
    expect(problemOf(await browser.signIn()).code).toBe('sso_not_invited')
    await turn('enable')
    expect((await browser.signIn()).status).toBe(303)
    await turn('disable')
    expect(problemOf(await createSsoBrowser(origin).signIn())).toMatchObject({ status: 403, code: 'sso_not_invited' })
  })

  it('makes an account without a role for who is unknown, where that was chosen', async () => {
    const { origin, browser } = await start({ unknownPeople: 'create' })
    makePerson(origin, { email: 'somebody@example.com', runsInstallation: true })
    expect((await browser.signIn()).status).toBe(303)
    const person = { email: EMAIL, name: 'Ana', runsInstallation: false }
    expect(await me()).toMatchObject({ person, projects: [] })
    expect(auditedActions()).toEqual(['account.create', 'session.open'])
  })

  it('leaves the first account to the link of the first admin', async () => {
    const { browser } = await start({ unknownPeople: 'create' })
    expect(problemOf(await browser.signIn()).code).toBe('sso_not_invited')
    expect(people()).toEqual([])
  })

  it('lets in who was invited, once, in the role of the invitation', async () => {
    const { origin, provider, browser } = await start()
    const body = { role: 'approver' }
    const invited = await origin.call('POST', '/api/v1/projects/default/invitations', { body })
    const { token } = invited.json as { token: string }
    expect((await browser.signIn(`?invitation=${token}`)).status).toBe(303)
    expect(await me()).toMatchObject({ person: { email: EMAIL }, projects: [{ key: 'default', role: 'approver' }] })
    const second = { sub: 'eve', email: 'eve@example.com', email_verified: true }
    provider.behave({ claims: second })
    const late = await createSsoBrowser(origin).signIn(`?invitation=${token}`)
    expect(problemOf(late).code).toBe('invitation_not_found')
  })

  it('lets in nobody of another domain, whoever they are', async () => {
    const { origin, provider, browser } = await start({ emailDomains: ['example.com', 'example.org'] })
    makePerson(origin, { email: EMAIL })
    makePerson(origin, { email: 'eve@evil.example' })
    expect((await browser.signIn()).status).toBe(303)
    for (const email of ['eve@evil.example', 'ana@example.com.evil.example', '"@example.com"@evil.example']) {
      provider.behave({ claims: { ...ANA, email } })
      expect(problemOf(await browser.signIn()).code).toBe('sso_domain_refused')
    }
    provider.behave({ claims: { ...ANA, email_verified: false } })
    expect(problemOf(await browser.signIn()).code).toBe('sso_domain_refused')
  })

  it.each([
    ['client_secret_basic', CLIENT_SECRET],
    ['client_secret_post', CLIENT_SECRET],
    ['none', undefined],
  ])('shows who it is as the provider takes it: %s', async (method, clientSecret) => {
    const { origin, provider, browser } = await start({ clientSecret })
    provider.behave({ claims: ANA, metadata: { token_endpoint_auth_methods_supported: [method] } })
    makePerson(origin, { email: EMAIL })
    expect((await browser.signIn()).status).toBe(303)
  })

  it('says that it cannot be used, and why in the log, when its own secret is wrong', async () => {
    const lines: string[] = []
    const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) })
    world = await startSsoWorld({ clientSecret: 'not the secret' }, { logger })
    expect(problemOf(await world.browser.signIn())).toMatchObject({ status: 503, code: 'sso_unavailable' })
    expect(lines.join('')).toContain('invalid_client')
    expect(lines.join('')).not.toContain('not the secret')
  })

  it('leaves no code, token or e-mail in logs and audit', async () => {
    const lines: string[] = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    world = await startSsoWorld({}, { logger })
    world.provider.behave({ claims: ANA })
    makePerson(world.origin, { email: EMAIL })
    const path = await world.browser.goToProvider()
    world.provider.behave({ claims: ANA, broken: { '/token': 'rubbish' } })
    expect(problemOf(await world.browser.comeBack(path)).code).toBe('sso_unavailable')
    await world.browser.signIn()
    world.provider.behave({ claims: ANA })
    await world.browser.signIn()
    const written = JSON.stringify([lines, world.origin.open.database.select().from(auditEntries).all()])
    const query = new URLSearchParams(path.split('?')[1])
    expect(written).toContain('OAUTH_PARSE_ERROR')
    expect(written).toContain('account.link')
    for (const secret of [EMAIL, CLIENT_SECRET, '<html>', query.get('code') ?? '?', query.get('state') ?? '?']) {
      expect(written).not.toContain(secret)
    }
  })
})
