import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type AskOptions, askClassic, post } from '../testing/ask.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type World, startWorld } from '../testing/start-world.ts'
import { booleanFlag, brazilFlag, classicFlag, textFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const SERVER = testKey('srv', ID, 'a')
const CLIENT = testKey('cli', ID, 'b')
const USER_LIST = { attribute: 'targetingKey', operator: 'oneOf', values: ['u1', 'u2'] } as const

let world: World
let open: string
const evaluate = async (user: string, flag: string, options: AskOptions = { key: SERVER }, more = '') => {
  const query = `user_id=${encodeURIComponent(user)}&flag_name=${encodeURIComponent(flag)}${more}`
  return (await askClassic(world.url, query, options)).body as { result: boolean; reason: string }
}

const send = (value: unknown) => post(`${world.url}/evaluate`, JSON.stringify(value), { key: SERVER })
const askOpen = async (flag: string, more = '') =>
  (await askClassic(open, `user_id=u&flag_name=${flag}${more}`, { cf: { country: 'US' } })).body
const from = (address: string) =>
  askClassic(open, 'user_id=u&flag_name=everyone', { headers: { 'cf-connecting-ip': address } })

beforeAll(async () => {
  world = await startWorld()
  open = (await world.startIsolate({ vars: { CLASSIC_ENVIRONMENT: ID }, limits: { CLASSIC_LIMIT: 20 } })).url
  await world.publish(ID, [
    classicFlag('enable-new-dashboard', 50),
    classicFlag('everyone'),
    { ...classicFlag('nobody'), enabled: false },
    {
      ...classicFlag('list'),
      rules: [{ id: 'r', if: USER_LIST, serve: { variant: 'on' } }],
      defaultServe: { variant: 'off' },
    },
    brazilFlag('brazil'),
    { ...brazilFlag('classic-brazil'), bucketing: { scheme: 'togglemaster-classic', salt: 'x' } },
    booleanFlag('modern'),
    textFlag('text', 'true'),
    booleanFlag('broken', { defaultServe: { variant: 'nowhere' } }),
  ])
  await world.grant(ID, [await tableEntry(SERVER), await tableEntry(CLIENT)])
})
afterAll(() => world.close())

describe('GET /evaluate', () => {
  it('answers the three fields of the seed first, then ours', async () => {
    const answer = await askClassic(world.url, 'user_id=user-123&flag_name=enable-new-dashboard', { key: SERVER })
    expect(JSON.stringify(answer.body)).toBe(
      '{"flag_name":"enable-new-dashboard","user_id":"user-123","result":true,"variant":"on","reason":"SPLIT","version":1}',
    )
    expect(answer.headers.get('x-togglemaster-version')).toBe('1')
  })

  it.each([
    ['user-123', 'enable-new-dashboard', true],
    ['user-abc', 'enable-new-dashboard', false],
    ['test-user-1', 'enable-new-dashboard', false],
    ['test-user-2', 'enable-new-dashboard', true],
    ['user-1', 'enable-new-dashboard', true],
    ['u1', 'enable-new-dashboard', false],
    ['whoever', 'everyone', true],
    ['whoever', 'nobody', false],
    ['u1', 'list', true],
    ['u3', 'list', false],
  ])('decides for %s on %s: %s', async (user, flag, result) => {
    expect(await evaluate(user, flag)).toMatchObject({ result })
  })

  it('is false, with the reason, for what is no boolean decision', async () => {
    expect(await evaluate('u', 'nope')).toMatchObject({ result: false, reason: 'FLAG_NOT_FOUND' })
    expect(await evaluate('u', 'text')).toMatchObject({ result: false, reason: 'TYPE_MISMATCH' })
    expect(await evaluate('u', 'broken')).toMatchObject({ result: false, reason: 'PARSE_ERROR' })
  })

  it.each(['', 'user_id=u', 'flag_name=f', 'user_id=&flag_name=f', 'user_id=u&flag_name='])(
    'asks for both fields: %j',
    async (query) => {
      const answer = await askClassic(world.url, query, { key: SERVER })
      expect(answer).toMatchObject({ status: 400, body: { error: 'user_id e flag_name são obrigatórios' } })
    },
  )

  it.each([
    ['user_id=u&flag_name=%zz', 'flag_name: malformed percent-encoding'],
    ['user_id=%ff&flag_name=f', 'user_id: malformed percent-encoding'],
    [
      `user_id=u&flag_name=${'f'.repeat(LIMITS.flagKeyLength + 1)}`,
      'flag_name: expected at most 256 characters, got 257',
    ],
    [
      `flag_name=f&user_id=${'u'.repeat(LIMITS.targetingKeyLength + 1)}`,
      'user_id: expected at most 2048 characters, got 2049',
    ],
  ])('names the field that is wrong: %s', async (query, error) => {
    expect(await askClassic(world.url, query, { key: SERVER })).toMatchObject({ status: 400, body: { error } })
  })

  it('is asked from where the request comes, unless a server says otherwise', async () => {
    const BR = { country: 'BR' }
    expect(await evaluate('u', 'brazil', { key: SERVER, cf: BR })).toMatchObject({ result: true })
    expect(await evaluate('u', 'brazil', { key: SERVER, cf: { country: 'US' } }, '&country=BR')).toMatchObject({
      result: true,
    })
    expect(await evaluate('u', 'brazil', { key: SERVER, cf: BR }, '&country=US')).toMatchObject({ result: false })
    expect(await evaluate('u', 'brazil', { key: CLIENT, cf: { country: 'US' } }, '&country=BR')).toMatchObject({
      result: false,
    })
  })

  it('needs a key', async () => {
    const query = 'user_id=u&flag_name=everyone'
    expect(await askClassic(world.url, query)).toMatchObject({
      status: 401,
      body: { error: 'Authorization header obrigatório' },
    })
    expect(await askClassic(world.url, query, { key: testKey('srv', ID, 'z') })).toMatchObject({
      status: 401,
      body: { error: 'Chave de API inválida' },
    })
  })
})

describe('POST /evaluate', () => {
  it('takes the same fields as JSON', async () => {
    const answer = await send({ user_id: 'u', flag_name: 'brazil', country: 'BR' })
    expect(answer).toMatchObject({ status: 200, body: { flag_name: 'brazil', user_id: 'u', result: true } })
  })

  it.each([
    [{ flag_name: 'f' }, 'user_id e flag_name são obrigatórios'],
    [{ user_id: 1, flag_name: 'f' }, 'user_id: expected string, got number'],
    [{ user_id: 'u', flag_name: ['f'] }, 'flag_name: expected string, got array'],
    [{ user_id: 'u', flag_name: 'f', country: null }, 'country: expected string, got null'],
    [{ user_id: 'u', flag_name: 'f', admin: true }, 'admin: unknown property'],
  ])('names the field that is wrong: %j', async (value, error) => {
    expect(await send(value)).toMatchObject({ status: 400, body: { error } })
  })

  it.each(['', '{', '['.repeat(5_000)])('refuses what is no JSON', async (text) => {
    const answer = await post(`${world.url}/evaluate`, text, { key: SERVER })
    expect(answer).toMatchObject({ status: 400, body: { error: 'Corpo da requisição inválido' } })
  })

  it('refuses a body over the limit', async () => {
    expect((await send({ user_id: 'u'.repeat(LIMITS.evaluationBodyBytes) })).status).toBe(413)
  })
})

describe('an open environment', () => {
  it('answers without a key, for flags of the seed only, from where the request comes', async () => {
    expect(await askOpen('everyone')).toMatchObject({ result: true })
    expect(await askOpen('modern')).toMatchObject({ result: false, reason: 'FLAG_NOT_FOUND' })
    expect(await askOpen('classic-brazil', '&country=BR')).toMatchObject({ result: false, reason: 'DEFAULT' })
  })

  it('still refuses a wrong key', async () => {
    expect((await askClassic(open, 'user_id=u&flag_name=everyone', { key: 'wrong' })).status).toBe(401)
    expect((await post(`${open}/ofrep/v1/evaluate/flags`, '{"context":{}}')).status).toBe(401)
  })

  it('limits each address', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => from('192.0.2.7')))
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited.length).toBeGreaterThanOrEqual(10)
    expect(limited[0]?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect((await from('192.0.2.8')).status).toBe(200)
  })
})
