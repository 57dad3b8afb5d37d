import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accounts } from '../db/schema/accounts.ts'
import { sessions } from '../db/schema/sessions.ts'
import { problemOf } from '../testing/fields.ts'
import { makePerson } from '../testing/make-people.ts'
import { createPasswords } from '../people/passwords.ts'
import { createSsoBrowser } from '../testing/sso-browser.ts'
import { type SsoWorld, startSsoWorld } from '../testing/sso-world.ts'
import { type Behaviour, CLIENT_ID } from '../testing/test-provider.ts'
import { SIGN_ON_LIFE_MS } from './sign-on-cookie.ts'

const EMAIL = 'ana@example.com'
const ANA = { email: EMAIL, email_verified: true }
const PAST_SECONDS = 1_000_000_000
const CLAIM = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'

function allowing(algorithm: string) {
  return { id_token_signing_alg_values_supported: [algorithm, 'RS256'] }
}

/** Nothing here ends by it. */
const PATIENT_MS = 20_000
/** Long enough for what does not hang, on a machine that does other work. */
const IMPATIENT_MS = 3_000

async function startWorld(timeoutMs: number): Promise<SsoWorld> {
  const world = await startSsoWorld({ timeoutMs })
  world.provider.behave({ claims: ANA })
  makePerson(world.origin, { email: EMAIL, runsInstallation: true })
  return world
}

describe('what somebody may try at single sign-on', () => {
  let world: SsoWorld
  beforeEach(async () => {
    world = await startWorld(PATIENT_MS)
  })
  afterEach(() => world.close())
  const openSessions = () => world.origin.open.database.select().from(sessions).all()
  const codeOf = async (path: string): Promise<string> => problemOf(await world.browser.comeBack(path)).code

  it('takes a callback once, also of the browser that it is meant for', async () => {
    const { browser, origin, provider } = world
    const path = await browser.goToProvider()
    const cookie = browser.cookies()
    expect((await browser.comeBack(path)).status).toBe(303)
    const redeemed = provider.asked.filter((asked) => asked === '/token').length
    const again = await origin.call('GET', path, { key: null, headers: { cookie } })
    expect(problemOf(again)).toMatchObject({ status: 400, code: 'sso_not_begun' })
    expect(provider.asked.filter((asked) => asked === '/token')).toHaveLength(redeemed)
    expect(openSessions()).toHaveLength(1)
  })

  it('takes no callback in a browser that did not begin', async () => {
    const path = await createSsoBrowser(world.origin).goToProvider()
    expect(await codeOf(path)).toBe('sso_not_begun')
    await world.browser.goToProvider()
    expect(await codeOf(path)).toBe('sso_not_begun')
    expect(await codeOf('/api/v1/sso/callback')).toBe('sso_not_begun')
    expect(openSessions()).toEqual([])
  })

  it('takes no callback with a cookie that somebody made or changed', async () => {
    const { browser, origin } = world
    const path = await browser.goToProvider()
    const [name = '', sealed = ''] = browser.cookies().split('=')
    const changed = `${sealed.slice(0, -4)}${sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`
    for (const value of [changed, 'AAAA', '%', Buffer.from('{}').toString('base64url')]) {
      const answer = await origin.call('GET', path, { key: null, headers: { cookie: `${name}=${value}` } })
      expect(problemOf(answer).code).toBe('sso_not_begun')
    }
  })

  it('takes no callback that comes too late', async () => {
    const path = await world.browser.goToProvider()
    world.origin.passMs(SIGN_ON_LIFE_MS)
    expect(await codeOf(path)).toBe('sso_not_begun')
  })

  it('takes no code that another browser was given', async () => {
    const stolen = new URLSearchParams((await createSsoBrowser(world.origin).goToProvider()).split('?')[1])
    const own = new URLSearchParams((await world.browser.goToProvider()).split('?')[1])
    own.set('code', stolen.get('code') ?? '')
    expect(await codeOf(`/api/v1/sso/callback?${own.toString()}`)).toBe('sso_refused')
  })

  it.each<[string, string, Partial<Behaviour>]>([
    ['an answer of another issuer', 'OAUTH_INVALID_RESPONSE', { answer: { iss: 'https://evil.example' } }],
    ['a refusal', 'access_denied', { answer: { error: 'access_denied' } }],
    ['a token of another issuer', CLAIM, { claims: { iss: 'https://evil.example' } }],
    ['a token for another audience', CLAIM, { claims: { aud: 'another-client' } }],
    ['a token for several, issued to another', CLAIM, { claims: { aud: [CLIENT_ID, 'other'], azp: 'other' } }],
    ['a token that has expired', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', { claims: { exp: PAST_SECONDS } }],
    ['a token of another sign-in', CLAIM, { claims: { nonce: 'another nonce' } }],
    ['a token without a signature', 'OAUTH_INVALID_RESPONSE', { signature: 'none' }],
    [
      'a token without a signature, of a provider that allows it',
      'OAUTH_UNSUPPORTED_OPERATION',
      { signature: 'none', metadata: allowing('none') },
    ],
    ['a token signed by a foreign key', 'OAUTH_INVALID_RESPONSE', { signature: 'by another key' }],
    [
      'a token signed by the secret',
      'OAUTH_UNSUPPORTED_OPERATION',
      { signature: 'by the client secret', metadata: allowing('HS256') },
    ],
  ])('does not believe %s (%s)', async (_name, reason, behaviour) => {
    const { browser, provider } = world
    provider.behave({ ...behaviour, claims: { ...ANA, ...behaviour.claims } })
    const answer = await browser.signIn()
    expect(problemOf(answer)).toMatchObject({ status: 401, code: 'sso_refused' })
    expect(problemOf(answer).detail).toContain(reason)
    expect(openSessions()).toEqual([])
  })

  it.each([false, 'true', 1, null, undefined])(
    'lets nobody into the account of an admin by an e-mail whose email_verified is %j',
    async (verified) => {
      world.provider.behave({
        claims: { email: EMAIL, ...(verified === undefined ? {} : { email_verified: verified }) },
      })
      const answer = await world.browser.signIn()
      expect(problemOf(answer)).toMatchObject({ status: 403, code: 'sso_email_unverified' })
      expect(world.origin.open.database.select().from(accounts).all()).toMatchObject([{ ssoSubject: null }])
    },
  )

  it('lets no invitation into an account by an unverified e-mail', async () => {
    const { origin, browser, provider } = world
    const invited = await origin.call('POST', '/api/v1/invitations')
    const { token } = invited.json as { token: string }
    provider.behave({ claims: { email: EMAIL, email_verified: false } })
    expect(problemOf(await browser.signIn(`?invitation=${token}`)).code).toBe('sso_email_unverified')
  })

  it('lets nobody else into an account that has an identity, though its e-mail became theirs', async () => {
    const { browser, provider, origin } = world
    await browser.signIn()
    provider.behave({ claims: { ...ANA, sub: 'eve' } })
    const answer = await createSsoBrowser(origin).signIn()
    expect(problemOf(answer)).toMatchObject({ status: 409, code: 'sso_other_identity' })
  })

  it('leads nobody on to another site', async () => {
    const answer = await world.browser.call('GET', '/api/v1/sso/begin?returnTo=%2F%2Fevil.example')
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_query' })
  })

  it.each(['rubbish', 'status 500', 'endless'] as const)(
    'is not held up by a provider whose discovery is broken, and asks it again: %s',
    async (fault) => {
      const { browser, provider, origin } = world
      provider.behave({ broken: { '/.well-known/openid-configuration': fault } })
      const answer = await browser.call('GET', '/api/v1/sso/begin')
      expect(problemOf(answer)).toMatchObject({ status: 503, code: 'sso_unavailable' })
      provider.behave({ claims: ANA })
      origin.passMs(2_000)
      expect((await browser.signIn()).status).toBe(303)
    },
  )

  it.each(
    (['/token', '/jwks'] as const).flatMap((path) =>
      (['rubbish', 'status 500', 'endless'] as const).map((fault) => ({ path, fault })),
    ),
  )('gives up on a provider whose $path is broken: $fault', async ({ path, fault }) => {
    const { browser, provider } = world
    provider.behave({ claims: ANA, broken: { [path]: fault } })
    expect(problemOf(await browser.signIn())).toMatchObject({ status: 503, code: 'sso_unavailable' })
    expect(openSessions()).toEqual([])
  })

  it('asks a provider that is down once for all who wait', async () => {
    const { browser, provider } = world
    provider.behave({ broken: { '/.well-known/openid-configuration': 'status 500' } })
    await Promise.all(Array.from({ length: 20 }, () => browser.call('GET', '/api/v1/sso/begin')))
    expect(provider.asked).toHaveLength(1)
  })

  it('does not believe a discovery document of another issuer', async () => {
    world.provider.behave({ metadata: { issuer: 'https://evil.example' } })
    expect(problemOf(await world.browser.call('GET', '/api/v1/sso/begin')).code).toBe('sso_unavailable')
  })

  it('stops guessing from one address', async () => {
    const statuses = new Set<number>()
    for (let i = 0; i < 51; i++) statuses.add((await world.browser.comeBack('/api/v1/sso/callback?state=x')).status)
    expect([...statuses]).toEqual([400, 429])
  })
})

describe('a provider that hangs', () => {
  let world: SsoWorld
  afterEach(() => world.close())

  it('lets people in by password while the provider hangs', async () => {
    world = await startWorld(IMPATIENT_MS)
    const { origin, provider } = world
    const [email, password] = ['bia@example.com', 'four small owls at noon']
    makePerson(origin, { email, passwordHash: await createPasswords().hash(password) })
    provider.behave({ broken: { '/.well-known/openid-configuration': 'hangs' } })
    const waiting = world.browser.call('GET', '/api/v1/sso/begin')
    const headers = { 'Sec-Fetch-Site': 'same-origin' }
    const answer = await origin.call('POST', '/api/v1/session', { key: null, headers, body: { email, password } })
    expect(answer.status).toBe(200)
    expect((await waiting).status).toBe(503)
  })

  it.each(['/token', '/jwks'] as const)('is given up at %s', async (path) => {
    world = await startWorld(IMPATIENT_MS)
    world.provider.behave({ claims: ANA, broken: { [path]: 'hangs' } })
    expect(problemOf(await world.browser.signIn())).toMatchObject({ status: 503, code: 'sso_unavailable' })
  })
})
