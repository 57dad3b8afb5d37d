import { beforeEach, describe, expect, it } from 'vitest'
import { type Environments, createEnvironments } from '../ruleset/environments.ts'
import { createRefusals } from '../ruleset/refusals.ts'
import { type FakeSource, createFakeSource } from '../testing/fake-source.ts'
import { createSigner, tableEntry, testKey } from '../testing/signing.ts'
import { type ShiftedRuntime, createShiftedRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import { type Authenticate, createAuthenticate } from './authenticate.ts'

const A = 'aaaaaaaaaaaa'
const B = 'bbbbbbbbbbbb'
const signer = await createSigner()
const log = () => undefined
const KEY = testKey('srv', A, 'a')
let source: FakeSource
let runtime: ShiftedRuntime
let environments: Environments
let authenticate: Authenticate
let guesses: string[]
let isWithin: boolean

beforeEach(async () => {
  source = createFakeSource(signer)
  runtime = createShiftedRuntime()
  guesses = []
  isWithin = true
  const refusals = createRefusals(log)
  environments = createEnvironments({ source, keys: signer.verificationKeys, runtime, log, refusals })
  const guessLimiter = {
    limit: ({ key }: { readonly key: string }) => {
      guesses.push(key)
      return Promise.resolve({ success: isWithin })
    },
  }
  authenticate = createAuthenticate({ environments, runtime, guessLimiter })
  for (const id of [A, B]) {
    await source.publish(id, 1, [])
    await source.grant(id, 1, [await tableEntry(testKey('srv', id, 'a'))])
  }
})

async function tryKey(key: string | undefined, headers: Record<string, string> = {}): Promise<string> {
  const bearer = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const request = new Request('https://edge.example/', { headers: { ...bearer, ...headers } })
  const lifetime = createTestLifetime()
  const admitted = await authenticate(request, lifetime)
  await lifetime.settled()
  return typeof admitted === 'string' ? admitted : `${admitted.kind} ${admitted.environment.id}`
}

describe('authenticate', () => {
  it('admits a key of the table, by either header', async () => {
    expect(await tryKey(KEY)).toBe(`srv ${A}`)
    expect(await tryKey(undefined, { 'x-api-key': KEY })).toBe(`srv ${A}`)
    expect(await tryKey(undefined, { authorization: `bearer ${KEY}` })).toBe(`srv ${A}`)
  })

  it('admits a key seen before without a promise', async () => {
    await tryKey(KEY)
    const request = new Request('https://edge.example/', { headers: { 'x-api-key': KEY } })
    expect(authenticate(request, createTestLifetime())).toMatchObject({ kind: 'srv' })
  })

  it('asks for a key where there is none', async () => {
    expect(await tryKey(undefined)).toBe('no_key')
  })

  it.each(['', 'x', 'tm_srv_short', `${KEY}x`, KEY.slice(0, -1), KEY.toUpperCase(), `${KEY.slice(0, -1)}!`, '\t'])(
    'refuses %j with no I/O',
    async (key) => {
      expect(await tryKey(key)).toBe('bad_key')
      expect(source.checks).toEqual([])
      expect(guesses).toEqual([])
    },
  )

  it('counts no key of an environment that is known, and one when an isolate begins', async () => {
    await tryKey(KEY)
    await tryKey(KEY)
    expect(guesses).toHaveLength(1)
  })

  it('refuses a key that manages, and looks nowhere for it', async () => {
    expect(await tryKey(testKey('adm', A, 'a'))).toBe('bad_key')
    expect(source.checks).toEqual([])
  })

  it('refuses the secret of one environment for another', async () => {
    await source.grant(A, 2, [await tableEntry(testKey('srv', A, 'x'))])
    expect(await tryKey(testKey('srv', B, 'x'))).toBe('bad_key')
  })

  it('refuses unknown environments like unknown keys', async () => {
    expect(await tryKey(testKey('srv', 'zzzzzzzzzzzz', 'a'))).toBe('bad_key')
    expect(await tryKey(testKey('srv', A, 'z'))).toBe('bad_key')
  })

  it('admits a key made just now at once', async () => {
    await tryKey(KEY)
    await source.grant(A, 2, [await tableEntry(KEY), await tableEntry(testKey('srv', A, 'n'))])
    expect(await tryKey(testKey('srv', A, 'n'))).toBe(`srv ${A}`)
  })

  it('refuses a revoked key as soon as the table advances', async () => {
    await tryKey(KEY)
    await source.grant(A, 2, [await tableEntry(testKey('srv', A, 'n'))])
    runtime.shift(5_100)
    expect(await tryKey(KEY)).toBe('bad_key')
  })

  it('refuses a key from the moment it expires', async () => {
    const expiresAtMs = runtime.nowMs() + 60_000
    await source.grant(A, 2, [await tableEntry(KEY, { expiresAtMs })])
    expect(await tryKey(KEY)).toBe(`srv ${A}`)
    runtime.shift(60_000)
    expect(await tryKey(KEY)).toBe('bad_key')
  })

  it('forbids a key that may not evaluate', async () => {
    await source.grant(A, 2, [await tableEntry(KEY, { scopes: ['manage'] })])
    expect(await tryKey(KEY)).toBe('forbidden')
    await source.grant(A, 3, [await tableEntry(KEY, { scopes: ['classic'] })])
    runtime.shift(6_000)
    expect(await tryKey(KEY)).toBe(`srv ${A}`)
  })

  it('holds a client key to its origins', async () => {
    const key = testKey('cli', A, 'c')
    await source.grant(A, 2, [await tableEntry(key, { origins: ['https://shop.example'] })])
    expect(await tryKey(key, { origin: 'https://shop.example' })).toBe(`cli ${A}`)
    expect(await tryKey(key, { origin: 'https://evil.example' })).toBe('forbidden')
    expect(await tryKey(key)).toBe('forbidden')
  })

  it('limits guesses by address, and asks Redis for none beyond', async () => {
    await tryKey(KEY)
    guesses.length = 0
    isWithin = false
    const checks = source.checks.length
    expect(await tryKey(testKey('srv', A, 'z'), { 'cf-connecting-ip': '192.0.2.1' })).toBe('too_many')
    expect(guesses).toEqual(['192.0.2.1'])
    expect(source.checks).toHaveLength(checks)
    expect(await tryKey(KEY)).toBe(`srv ${A}`)
  })

  it('reads nothing for invented environments beyond the limit', async () => {
    isWithin = false
    expect(await tryKey(testKey('srv', 'zzzzzzzzzzzz', 'a'))).toBe('too_many')
    expect(source.checks).toEqual([])
    isWithin = true
    expect(await tryKey(testKey('srv', 'zzzzzzzzzzzz', 'a'))).toBe('bad_key')
    isWithin = false
    runtime.shift(11_000)
    expect(await tryKey(testKey('srv', 'zzzzzzzzzzzz', 'a'))).toBe('too_many')
    expect(source.checks).toHaveLength(1)
  })

  it("does not call a new key wrong because somebody else's was wrong just before", async () => {
    const made = testKey('srv', A, 'n')
    await tryKey(KEY)
    expect(await tryKey(testKey('srv', A, 'z'))).toBe('bad_key')
    await source.grant(A, 2, [await tableEntry(KEY), await tableEntry(made)])
    expect(await tryKey(made)).toBe('not_ready')
    expect(await tryKey(testKey('srv', A, 'z'))).toBe('bad_key')
    runtime.shift(1_100)
    expect(await tryKey(testKey('srv', A, 'z'))).toBe('bad_key')
    expect(await tryKey(made)).toBe(`srv ${A}`)
  })

  it('lets a key that is refused again and again take no look from another', async () => {
    const made = testKey('srv', A, 'n')
    await tryKey(KEY)
    await tryKey(testKey('srv', A, 'z'))
    await tryKey(testKey('srv', A, 'z'))
    runtime.shift(1_000)
    await tryKey(testKey('srv', A, 'z'))
    await source.grant(A, 2, [await tableEntry(KEY), await tableEntry(made)])
    expect(await tryKey(made)).toBe(`srv ${A}`)
  })

  it('lets a key that was revoked while it was busy take no look from one that was made in the same second', async () => {
    const [made, other] = [testKey('srv', A, 'n'), testKey('srv', A, 'o')]
    await tryKey(KEY)
    for (const [version, entries] of [[other], [other, made]].entries()) {
      await source.grant(A, version + 2, await Promise.all(entries.slice(0, version + 1).map((key) => tableEntry(key))))
      runtime.shift(5_100)
      expect(await tryKey(KEY)).toBe('bad_key')
    }
    const last = testKey('srv', A, 'p')
    await source.grant(A, 4, [await tableEntry(last)])
    expect(await tryKey(last)).toBe(`srv ${A}`)
  })

  it('knows a key again when its table is issued again, or another key is made', async () => {
    await tryKey(KEY)
    const request = new Request('https://edge.example/', { headers: { 'x-api-key': KEY } })
    const environment = await environments.ready(A, createTestLifetime())
    if (typeof environment === 'string') throw new Error(environment)
    const firstIssuedAtMs = environment.access.value.issuedAtMs
    for (const [version, issuedAtMs] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const entries = [await tableEntry(KEY), await tableEntry(testKey('srv', A, version === 1 ? 'a' : 'n'))]
      await source.grant(A, version, entries.slice(0, version), issuedAtMs)
      runtime.shift(2_000)
      const lifetime = createTestLifetime()
      await authenticate(request, lifetime)
      await lifetime.settled()
      expect(authenticate(request, createTestLifetime())).toMatchObject({ kind: 'srv' })
      const admitted = await authenticate(request, createTestLifetime())
      expect(typeof admitted !== 'string' && admitted.environment.access.value).toMatchObject({
        version,
        issuedAtMs: firstIssuedAtMs + issuedAtMs,
      })
    }
  })

  it('judges a key by the table that is in force when it has been hashed', async () => {
    const environment = await environments.ready(A, createTestLifetime())
    if (typeof environment === 'string') throw new Error(environment)
    const hashing = tryKey(KEY)
    Object.assign(environment, {
      access: { ...environment.access, value: { ...environment.access.value, version: 2, keys: [] }, found: new Map() },
    })
    expect(await hashing).toBe('bad_key')
    expect(environment.access.found.size).toBe(0)
  })

  it('does not call a key wrong while it cannot know', async () => {
    await tryKey(KEY)
    source.fault = 'fail'
    expect(await tryKey(testKey('srv', A, 'z'))).toBe('not_ready')
    expect(await tryKey(testKey('srv', 'zzzzzzzzzzzz', 'z'))).toBe('not_ready')
    runtime.shift(86_400_000)
    expect(await tryKey(KEY)).toBe(`srv ${A}`)
  })
})
