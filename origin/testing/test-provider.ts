import { createHash, randomUUID } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import { type JWTPayload, SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose'
import { serve } from '../http/serve.ts'

export const CLIENT_ID = 'togglemaster'
export const CLIENT_SECRET = 'a secret/with:what must be encoded'

/** Where a provider can be unwell. */
export type ProviderPath = '/.well-known/openid-configuration' | '/jwks' | '/token' | '/userinfo'

export interface Behaviour {
  /** Laid over what an honest token says. */
  readonly claims: JWTPayload
  readonly signature: 'right' | 'none' | 'by another key' | 'by the client secret'
  /** Laid over the discovery document. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** Laid over the answer that a browser comes back with. */
  readonly answer: Readonly<Record<string, string>>
  /** What only `/userinfo` says. */
  readonly userInfo: Readonly<Record<string, unknown>>
  readonly broken: Partial<Readonly<Record<ProviderPath, 'hangs' | 'rubbish' | 'status 500' | 'endless'>>>
}

/** An OpenID provider over real HTTP, with real keys; it can be told to lie. */
export interface TestProvider {
  readonly issuer: string
  /** Replaces how it behaved until now; what is left out is honest. */
  readonly behave: (behaviour: Partial<Behaviour>) => void
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

/** What it remembers of a code until somebody redeems it. */
interface Grant {
  readonly challenge: string
  readonly nonce: string
  readonly redirectUri: string
}

const HONEST: Behaviour = { claims: {}, signature: 'right', metadata: {}, answer: {}, userInfo: {}, broken: {} }

export async function startTestProvider(): Promise<TestProvider> {
  const app = express()
  const listening = await serve(app, '127.0.0.1', 0)
  const issuer = `http://127.0.0.1:${listening.port}`
  const asked: string[] = []
  const stage: Stage = { issuer, behaviour: HONEST, grants: new Map(), keys: await makeKeys() }
  app.use((request, _response, next) => {
    asked.push(request.path)
    next()
  })
  app.use((request, response, next) => misbehave(stage, request, response) || next())
  addRoutes(app, stage)
  return {
    issuer,
    asked,
    behave: (behaviour) => void (stage.behaviour = { ...HONEST, ...behaviour }),
    close: () => listening.close(0),
  }
}

interface Stage {
  readonly issuer: string
  behaviour: Behaviour
  readonly grants: Map<string, Grant>
  readonly keys: Awaited<ReturnType<typeof makeKeys>>
}

async function makeKeys() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const other = await generateKeyPair('RS256')
  return {
    privateKey,
    other: other.privateKey,
    published: { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' },
  }
}

/** @returns whether the request was taken, and badly */
function misbehave({ behaviour }: Stage, { path }: Request, response: Response): boolean {
  const fault = Object.entries(behaviour.broken).find(([name]) => name === path)?.[1]
  if (fault === 'rubbish') response.type('json').send('{"issuer": <html>')
  if (fault === 'status 500') response.status(500).json({ error: 'server_error' })
  if (fault === 'endless') sendForEver(response.type('json'))
  return fault !== undefined
}

function sendForEver(response: Response): void {
  const chunk = ' '.repeat(64 * 1_024)
  const send = (): void => void (response.destroyed || (response.write(chunk) ? setImmediate(send) : undefined))
  response.on('drain', send)
  send()
}

function addRoutes(app: Express, stage: Stage): void {
  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({ ...metadataOf(stage.issuer), ...stage.behaviour.metadata })
  })
  app.get('/jwks', (_request, response) => void response.json({ keys: [stage.keys.published] }))
  app.get('/authorize', (request, response) => authorize(stage, request, response))
  app.post('/token', express.urlencoded(), (request, response) => redeem(stage, request, response))
  app.get('/userinfo', (_request, response) => void response.json({ sub: 'ana', ...stage.behaviour.userInfo }))
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

/** Whoever comes has signed in here already. */
function authorize({ issuer, behaviour, grants }: Stage, { query }: Request, response: Response): void {
  const read = (name: string): string => (typeof query[name] === 'string' ? query[name] : '')
  const [state, redirectUri] = [read('state'), read('redirect_uri')]
  const isWhole = read('client_id') === CLIENT_ID && read('code_challenge_method') === 'S256' && state !== ''
  if (!isWhole) return void response.status(400).json({ error: 'invalid_request' })
  const code = randomUUID()
  grants.set(code, { challenge: read('code_challenge'), nonce: read('nonce'), redirectUri })
  // Google and others add words of their own.
  const answer = { code, state, iss: issuer, session_state: 'x', ...behaviour.answer }
  response.redirect(303, `${redirectUri}?${new URLSearchParams(answer).toString()}`)
}

/** A code is good once, for its client, with its verifier. */
async function redeem(stage: Stage, request: Request, response: Response): Promise<void> {
  const { code, code_verifier: verifier, redirect_uri: redirectUri } = request.body
  const grant = stage.grants.get(String(code))
  stage.grants.delete(String(code))
  if (!isOurClient(stage, request)) return void response.status(401).json({ error: 'invalid_client' })
  const challenge = createHash('sha256').update(String(verifier)).digest('base64url')
  if (grant === undefined || grant.challenge !== challenge || grant.redirectUri !== redirectUri) {
    return void response.status(400).json({ error: 'invalid_grant' })
  }
  const idToken = await issueToken(stage, grant)
  response.json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken })
}

function isOurClient({ behaviour }: Stage, request: Request): boolean {
  const { client_id: id, client_secret: secret } = request.body
  const authorization = request.get('Authorization')
  const [method] = [behaviour.metadata['token_endpoint_auth_methods_supported'] ?? 'client_secret_basic'].flat()
  if (method === 'client_secret_basic') return authorization === basicAuthorization()
  return id === CLIENT_ID && authorization === undefined && secret === (method === 'none' ? undefined : CLIENT_SECRET)
}

/** RFC 6749, 2.3.1: both halves are form-encoded before they become one. */
function basicAuthorization(): string {
  return `Basic ${Buffer.from(`${formEncoded(CLIENT_ID)}:${formEncoded(CLIENT_SECRET)}`).toString('base64')}`
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}

function issueToken({ issuer, behaviour, keys }: Stage, { nonce }: Grant): Promise<string> | string {
  const nowSeconds = Math.floor(Date.now() / 1_000)
  const honest = { iss: issuer, aud: CLIENT_ID, sub: 'ana', nonce, iat: nowSeconds, exp: nowSeconds + 300 }
  const claims = { ...honest, ...behaviour.claims }
  if (behaviour.signature === 'none') return new UnsecuredJWT(claims).encode()
  if (behaviour.signature === 'by the client secret') {
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(CLIENT_SECRET))
  }
  const key = behaviour.signature === 'right' ? keys.privateKey : keys.other
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key)
}
