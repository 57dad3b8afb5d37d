import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, ask, askSingle, askUntil, post } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag } from '../testing/test-flags.ts'

const A = 'aaaaaaaaaaaa'
const B = 'bbbbbbbbbbbb'
const KEYS = {
  server: testKey('srv', A, 'a'),
  client: testKey('cli', A, 'b'),
  manager: testKey('srv', A, 'c'),
  expired: testKey('srv', A, 'd'),
  revoked: testKey('srv', A, 'e'),
  shop: testKey('cli', A, 'f'),
  admin: testKey('adm', A, 'g'),
  'not a key': 'tm_srv_aaaaaaaaaaaa_guess',
} as const

let world: World
const liveKeys = async () => [
  await tableEntry(KEYS.server),
  await tableEntry(KEYS.client),
  await tableEntry(KEYS.manager, { scopes: ['manage'] }),
  await tableEntry(KEYS.expired, { expiresAtMs: 1 }),
  await tableEntry(KEYS.shop, { origins: ['https://shop.example'] }),
]

beforeAll(async () => {
  world = await startWorld({ limits: { GUESS_LIMIT: 30 } })
  await world.publish(A, [booleanFlag('x')])
  await world.grant(A, await liveKeys())
  await world.publish(B, [booleanFlag('only-in-b')])
  await world.grant(B, [await tableEntry(testKey('srv', B, 'a'))])
})
afterAll(() => world.close())

let addresses = 0
/** An address that nobody had before: only who guesses from one address is limited. */
const anywhere = () => ({ 'cf-connecting-ip': `fd00::${(addresses++).toString(16)}` })

const ROUTES = {
  single: (key: string, headers: Record<string, string> = anywhere()) =>
    askSingle(world.url, 'x', {}, { key, headers }),
  bulk: (key: string) => post(`${world.url}/ofrep/v1/evaluate/flags`, '{"context":{}}', { key, headers: anywhere() }),
  classic: (key: string) => ask(`${world.url}/evaluate?user_id=u&flag_name=x`, {}, { key, headers: anywhere() }),
}

/** Until it is known that the key is wrong, the edge says that it is not ready. */
const refusedAtLast = (key: string, ask: (key: string) => Promise<Answer> = (key) => ROUTES.single(key)) =>
  askUntil(
    () => ask(key),
    ({ status }) => status !== 503,
  )

describe('every route, with every kind of key', () => {
  const expected = {
    server: 200,
    client: 200,
    manager: 403,
    expired: 401,
    revoked: 401,
    shop: 403,
    admin: 401,
    'not a key': 401,
  } as const
  for (const [name, status] of Object.entries(expected) as [keyof typeof KEYS, number][]) {
    it.each(Object.entries(ROUTES))(`answers a key that is ${name} with ${status}: %s`, async (_, route) => {
      expect((await refusedAtLast(KEYS[name], route)).status).toBe(status)
    })
  }
})

describe('a refused key', () => {
  it('is answered alike, whether it never existed, was revoked, or expired', async () => {
    const keys = [KEYS.revoked, KEYS.expired, testKey('srv', A, 'z'), testKey('srv', 'zzzzzzzzzzzz', 'a')]
    const answers = await Promise.all(keys.map((key) => refusedAtLast(key)))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(answers.map(({ status, headers }) => [status, headers.get('www-authenticate')])).toEqual(
      Array.from({ length: 4 }, () => [401, 'Bearer']),
    )
  })

  it('costs no reading of Redis beyond the limit, whatever environments are invented', async () => {
    const before = world.redis.commands.length
    const statuses = new Set<number>()
    for (let i = 0; i < 60; i++) {
      const invented = testKey('srv', `q${String(i).padStart(11, '0')}`, 'c')
      statuses.add((await ROUTES.single(invented, { 'cf-connecting-ip': '192.0.2.10' })).status)
    }
    expect(statuses).toEqual(new Set([401, 429]))
    expect(world.redis.commands.length - before).toBeLessThanOrEqual(30)
  })

  it('names the flag, for clients that read errors of a single evaluation', async () => {
    expect((await ROUTES.single('wrong')).body).toMatchObject({ key: 'x', errorCode: 'GENERAL' })
  })

  it('is limited by address, and no right key suffers for it', async () => {
    const guess = () => ROUTES.single(testKey('srv', A, 'z'), { 'cf-connecting-ip': '192.0.2.66' })
    const answers = await Promise.all(Array.from({ length: 80 }, guess))
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited.length).toBeGreaterThanOrEqual(20)
    expect(limited[0]?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    const right = await ROUTES.single(KEYS.server, { 'cf-connecting-ip': '192.0.2.66' })
    expect(right.status).toBe(200)
  })
})

describe('two environments', () => {
  it('see nothing of each other', async () => {
    const keyOfB = testKey('srv', B, 'a')
    expect(await askSingle(world.url, 'x', {}, { key: keyOfB })).toMatchObject({ status: 404 })
    expect(await askSingle(world.url, 'only-in-b', {}, { key: keyOfB })).toMatchObject({ status: 200 })
    expect(await askSingle(world.url, 'only-in-b', {}, { key: KEYS.server })).toMatchObject({ status: 404 })
  })

  it('share no key: one table in the place of the other is not believed', async () => {
    const [own, foreign] = [
      world.redis.values.get(`tm:${B}:access`) ?? '',
      world.redis.values.get(`tm:${A}:access`) ?? '',
    ]
    world.redis.values.set(`tm:${B}:access`, foreign)
    expect((await askSingle(world.url, 'x', {}, { key: KEYS.server.replace(A, B) })).status).toBe(401)
    world.redis.values.set(`tm:${B}:access`, own)
  })
})

describe('the table advances', () => {
  it('and a key made just now works at once', async () => {
    const made = testKey('srv', A, 'n')
    await world.grant(A, [...(await liveKeys()), await tableEntry(made)])
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect((await ROUTES.single(made)).status).toBe(200)
  })

  it("and a key made within a second of somebody else's wrong one is never called wrong", async () => {
    const made = testKey('srv', A, 'o')
    expect((await refusedAtLast(testKey('srv', A, 'y'))).status).toBe(401)
    await world.grant(A, [...(await liveKeys()), await tableEntry(made)])
    const answers: Answer[] = []
    await askUntil(
      async () => {
        const answer = await ROUTES.single(made)
        answers.push(answer)
        return answer
      },
      ({ status }) => status === 200,
    )
    expect(answers.at(-1)?.status).toBe(200)
    for (const { status, headers } of answers.slice(0, -1)) {
      expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    }
  })

  it('and a revoked key is refused within the bound, also when an older table is put back', async () => {
    const lost = testKey('srv', A, 'l')
    const ask = () => ROUTES.single(lost)
    await world.grant(A, [...(await liveKeys()), await tableEntry(lost)])
    const before = world.redis.values.get(`tm:${A}:access`) ?? ''
    await askUntil(ask, ({ status }) => status === 200)
    await world.grant(A, await liveKeys())
    const revokedAtMs = Date.now()
    const refused = await askUntil(ask, ({ status }) => status === 401)
    expect(refused.status).toBe(401)
    expect(Date.now() - revokedAtMs).toBeLessThan(5_250)
    world.redis.values.set(`tm:${A}:access`, before)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    for (let i = 0; i < 5; i++) expect((await ask()).status).not.toBe(200)
    await world.grant(A, await liveKeys())
  })
})

describe('other spellings of a path', () => {
  it.each([
    '//ofrep/v1/evaluate/flags/x',
    '/ofrep//v1/evaluate/flags/x',
    '/OFREP/v1/evaluate/flags/x',
    '/%6ffrep/v1/evaluate/flags/x',
    '/ofrep%2Fv1/evaluate/flags/x',
    '/ofrep/v1/evaluate/flagsx',
    '/ofrep/v1/configuration',
    '/',
  ])('lead nowhere: %s', async (path) => {
    const answer = await post(world.url + path, '{"context":{}}', { key: KEYS.server })
    expect(answer).toMatchObject({ status: 404, body: { errorCode: 'GENERAL' } })
  })

  it.each(['/ofrep/v1/evaluate/flags/..%2f..', '/ofrep/v1/evaluate/flags/x/', '/ofrep/v1/evaluate/flags/'])(
    'lead past no key: %s',
    async (path) => {
      expect((await post(world.url + path, '{"context":{}}')).status).toBe(401)
      expect((await post(world.url + path, '{"context":{}}', { key: KEYS.server })).status).toBe(404)
    },
  )
})
