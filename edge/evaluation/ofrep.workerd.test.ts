import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type AskOptions, ask, askBulk, askSingle, post } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag, brazilFlag, textFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const SERVER = testKey('srv', ID, 'a')
const CLIENT = testKey('cli', ID, 'b')
const FLAGS = [
  booleanFlag('on'),
  booleanFlag('off', { enabled: false }),
  { ...booleanFlag('code-default', { enabled: false }), offVariant: undefined },
  textFlag('secret', 'hidden', { clientVisible: false }),
  booleanFlag('split', {
    defaultServe: { split: { weights: [{ variant: 'on', weight: 100_000 }] } },
  }),
  booleanFlag('by-plan', { defaultServe: { split: { by: 'plan', weights: [{ variant: 'on', weight: 100_000 }] } } }),
  booleanFlag('broken', { defaultServe: { variant: 'nowhere' } }),
  brazilFlag('brazil'),
  ...['a/b', 'promoção', '50%', '__proto__', '%2F'].map((key) => booleanFlag(key)),
].map((flag) => JSON.parse(JSON.stringify(flag)) as ReturnType<typeof booleanFlag>)

let world: World
const single = (flag: string, context: unknown = { targetingKey: 'u' }, options: AskOptions = { key: SERVER }) =>
  askSingle(world.url, flag, context, options)
const raw = (body: string, key = SERVER) => post(`${world.url}/ofrep/v1/evaluate/flags/on`, body, { key })

const bodyOf = (bytes: number) => `{"context":{"a":"${'x'.repeat(bytes - 20)}"}}`
/** Sends a body whose length is not announced. */
const chunked = (bytes: number) => {
  const init = { method: 'POST', body: new Blob([bodyOf(bytes)]).stream(), duplex: 'half' }
  return ask(`${world.url}/ofrep/v1/evaluate/flags/on`, init, { key: SERVER })
}
const isInBrazil = async (context: object, options: AskOptions) =>
  ((await single('brazil', context, options)).body as { value: boolean }).value

beforeAll(async () => {
  world = await startWorld()
  await world.publish(ID, FLAGS)
  await world.grant(ID, [await tableEntry(SERVER), await tableEntry(CLIENT)])
})
afterAll(() => world.close())

describe('one flag', () => {
  it('answers key, value, variant and reason, with the version and age of the ruleset', async () => {
    const answer = await single('on')
    expect(answer).toMatchObject({ status: 200, body: { key: 'on', value: true, reason: 'STATIC', variant: 'on' } })
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-togglemaster-version')).toBe('1')
    expect(Number(answer.headers.get('x-togglemaster-age-ms'))).toBeLessThan(5_000)
  })

  it('serves the off variant of a disabled flag, or no value where it has none', async () => {
    expect((await single('off')).body).toEqual({ key: 'off', value: false, reason: 'DISABLED', variant: 'off' })
    const answer = await single('code-default')
    expect(answer).toMatchObject({ status: 200, body: { key: 'code-default', reason: 'DISABLED' } })
    expect(answer.body).not.toHaveProperty('value')
  })

  it.each(['a/b', 'promoção', '50%', '__proto__', '%2F'])('finds %s by its encoded key', async (key) => {
    expect(await single(key)).toMatchObject({ status: 200, body: { key, value: true } })
  })

  it('finds a key that came raw', async () => {
    const answer = await post(`${world.url}/ofrep/v1/evaluate/flags/a/b`, '{"context":{}}', { key: SERVER })
    expect(answer).toMatchObject({ status: 200, body: { key: 'a/b' } })
  })

  it.each(['nope', '%zz', 'constructor', 'toString', 'a/../b', 'x'.repeat(5_000), '\0', 'on ', 'ON'])(
    'knows no %j',
    async (key) => {
      expect(await single(key)).toMatchObject({ status: 404, body: { key, errorCode: 'FLAG_NOT_FOUND' } })
    },
  )

  it('needs a targeting key only where the flag places people by it', async () => {
    expect(await single('on', {})).toMatchObject({ status: 200 })
    expect(await single('split', {})).toMatchObject({
      status: 400,
      body: { key: 'split', errorCode: 'TARGETING_KEY_MISSING' },
    })
  })

  it('answers a broken flag with its own error', async () => {
    expect(await single('broken')).toMatchObject({ status: 400, body: { key: 'broken', errorCode: 'PARSE_ERROR' } })
  })

  it.each([
    ['', 'PARSE_ERROR', 'not valid JSON'],
    ['{"context":', 'PARSE_ERROR', 'not valid JSON'],
    ['[]', 'INVALID_CONTEXT', 'context: expected an object'],
    ['{}', 'INVALID_CONTEXT', 'context: expected an object'],
    ['{"context":[]}', 'INVALID_CONTEXT', 'context: expected an object'],
    ['{"context":{"targetingKey":7}}', 'INVALID_CONTEXT', 'context.targetingKey: expected string'],
    ['{"__proto__":{"context":{}}}', 'INVALID_CONTEXT', 'context: expected an object'],
    [`{"context":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'PARSE_ERROR', 'nested deeper than 64 levels'],
  ])('says what is wrong with %s', async (body, errorCode, errorDetails) => {
    expect(await raw(body)).toMatchObject({ status: 400, body: { key: 'on', errorCode, errorDetails } })
  })

  it('takes any context, and nothing of it is inherited', async () => {
    const context = '{"targetingKey":"\\ud800","__proto__":{"x":1},"constructor":1e400,"a":[-0,{"b":null}]}'
    expect(await raw(`{"context":${context}}`)).toMatchObject({ status: 200 })
  })

  it('takes a body up to its limit and not one byte more, announced or not', async () => {
    expect(bodyOf(100)).toHaveLength(100)
    expect((await raw(bodyOf(LIMITS.evaluationBodyBytes))).status).toBe(200)
    expect((await chunked(LIMITS.evaluationBodyBytes)).status).toBe(200)
    const tooLong = { status: 413, body: { key: 'on', errorCode: 'GENERAL' } }
    expect(await raw(bodyOf(LIMITS.evaluationBodyBytes + 1))).toMatchObject(tooLong)
    expect(await chunked(LIMITS.evaluationBodyBytes + 1)).toMatchObject(tooLong)
  })

  it('hangs up on ten megabytes, and nobody else notices', async () => {
    // The answer may come, or the end of the connection while the client is still sending.
    const outcome = chunked(10_000_000).then(
      ({ status }) => status,
      () => 413,
    )
    expect((await single('on')).status).toBe(200)
    expect(await outcome).toBe(413)
  })
})

describe('all flags', () => {
  it('answers a server every flag, errors as entries of their own', async () => {
    const answer = await askBulk(world.url, {}, { key: SERVER })
    const body = answer.body as { flags: { key: string; errorCode?: string }[]; metadata: unknown }
    expect(answer.status).toBe(200)
    expect(body.metadata).toEqual({ version: 1 })
    expect(body.flags.map(({ key }) => key)).toEqual(FLAGS.map(({ key }) => key))
    expect(
      body.flags.filter(({ errorCode }) => errorCode !== undefined).map(({ key, errorCode }) => [key, errorCode]),
    ).toEqual([
      ['split', 'TARGETING_KEY_MISSING'],
      ['by-plan', 'INVALID_CONTEXT'],
      ['broken', 'PARSE_ERROR'],
    ])
  })

  it('gives a tag to the result, and 304 to whoever has it', async () => {
    const first = await askBulk(world.url, { targetingKey: 'u' }, { key: SERVER })
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"v1\.[0-9a-f]+"$/)
    const again = (context: unknown, tag: string) =>
      askBulk(world.url, context, { key: SERVER, headers: { 'if-none-match': tag } })
    const unchanged = await again({ targetingKey: 'u' }, etag)
    expect(unchanged).toMatchObject({ status: 304, body: undefined })
    expect(unchanged.headers.get('etag')).toBe(etag)
    expect((await again({ targetingKey: 'u' }, `W/${etag}`)).status).toBe(304)
    expect((await again({}, etag)).status).toBe(200)
    expect((await again({ targetingKey: 'u' }, '"v1"')).status).toBe(200)
  })

  it('fails as a whole only for a body that is wrong as a whole', async () => {
    const answer = await post(`${world.url}/ofrep/v1/evaluate/flags`, '{', { key: SERVER })
    expect(answer).toMatchObject({ status: 400, body: { errorCode: 'PARSE_ERROR' } })
  })
})

describe('a client key', () => {
  const asClient = { key: CLIENT }

  it('does not learn that a hidden flag exists', async () => {
    const hidden = await single('secret', {}, asClient)
    const absent = await single('nope', {}, asClient)
    expect(hidden.status).toBe(404)
    expect(JSON.stringify(hidden.body).replace('secret', 'nope')).toBe(JSON.stringify(absent.body))
    expect((await single('broken', {}, asClient)).status).toBe(404)
  })

  it('sees only visible flags in bulk, and of each no more than it needs', async () => {
    const { body } = await askBulk(world.url, {}, asClient)
    const { flags } = body as { flags: Record<string, unknown>[] }
    expect(flags.map(({ key }) => key)).not.toContain('secret')
    expect(flags.map(({ key }) => key)).not.toContain('broken')
    const names = new Set(flags.flatMap((flag) => Object.keys(flag)))
    expect(names).toEqual(new Set(['key', 'value', 'variant', 'reason', 'errorCode']))
  })

  it('is not told what a rule looks at', async () => {
    expect((await single('by-plan', {}, asClient)).body).toEqual({ key: 'by-plan', errorCode: 'INVALID_CONTEXT' })
  })
})

describe('location', () => {
  const BR = { country: 'BR' }
  const US = { country: 'US' }
  it("is the request's own for a client key, whatever it says", async () => {
    expect(await isInBrazil({}, { key: CLIENT, cf: BR })).toBe(true)
    expect(await isInBrazil({}, { key: CLIENT, cf: US })).toBe(false)
    expect(await isInBrazil({ geo: BR, 'geo.country': 'BR' }, { key: CLIENT, cf: US })).toBe(false)
    expect(await isInBrazil({}, { key: CLIENT, cf: US, headers: { 'cf-ipcountry': 'BR' } })).toBe(false)
  })

  it('is what a server says, and nothing else', async () => {
    expect(await isInBrazil({ geo: BR }, { key: SERVER, cf: US })).toBe(true)
    expect(await isInBrazil({ 'geo.country': 'BR' }, { key: SERVER, cf: US })).toBe(true)
    expect(await isInBrazil({}, { key: SERVER, cf: BR })).toBe(false)
  })
})

describe('browsers', () => {
  const ORIGIN = { origin: 'https://shop.example' }

  it('are let in by a preflight that needs no key', async () => {
    const headers = { ...ORIGIN, 'access-control-request-method': 'POST' }
    const { status, headers: sent } = await ask(
      `${world.url}/ofrep/v1/evaluate/flags`,
      { method: 'OPTIONS' },
      { headers },
    )
    expect(status).toBe(204)
    expect(sent.get('access-control-allow-origin')).toBe('*')
    expect(sent.get('access-control-allow-methods')).toBe('POST,OPTIONS')
    expect(sent.get('access-control-allow-headers')).toContain('x-api-key,if-none-match')
    expect(Number(sent.get('access-control-max-age'))).toBeGreaterThan(0)
  })

  it('may read every answer, errors too', async () => {
    const answers = [
      await single('on', {}, { key: CLIENT, headers: ORIGIN }),
      await single('on', {}, { headers: ORIGIN }),
      await single('nope', {}, { key: CLIENT, headers: ORIGIN }),
      await ask(`${world.url}/ofrep/v1/nowhere`, { method: 'POST' }, { headers: ORIGIN }),
    ]
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-expose-headers')).toContain('ETag,Retry-After')
    }
  })
})
