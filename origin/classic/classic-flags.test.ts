import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClassicClient, startClassicClient } from '../testing/classic-client.ts'
import type { TestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const NOW = 'Tue, 24 Nov 2026 02:34:14 GMT'

describe("the seed's flags", () => {
  let origin: TestOrigin
  let ask: ClassicClient['ask']
  let key: string
  beforeEach(async () => {
    ;({ origin, ask, key } = await startClassicClient())
  })
  afterEach(() => origin.close())

  const flag = { id: 1, name: 'x', description: null, is_enabled: false, created_at: NOW, updated_at: NOW }

  it('make, show, change and delete one', async () => {
    expect(await ask('POST', '/flags', { name: 'x' })).toEqual([201, flag])
    expect(await ask('GET', '/flags/x')).toEqual([200, flag])
    origin.passMs(60_000)
    const later = 'Tue, 24 Nov 2026 02:35:14 GMT'
    const changed = { ...flag, description: 'd', is_enabled: true, updated_at: later }
    expect(await ask('PUT', '/flags/x', { description: 'd', is_enabled: true })).toEqual([200, changed])
    expect(await ask('PUT', '/flags/x', { description: null })).toEqual([200, { ...changed, description: null }])
    expect(await ask('DELETE', '/flags/x')).toEqual([204, undefined])
    expect(await ask('GET', '/flags/x')).toEqual([404, { error: 'Flag não encontrada' }])
  })

  it('are boolean, on or off, in the bucketing of the seed, and hidden from clients', async () => {
    await ask('POST', '/flags', { name: 'x', description: 'd', is_enabled: true })
    expect((await origin.call('GET', `${PROJECT}/flags/x`)).json).toMatchObject({
      type: 'boolean',
      scheme: 'togglemaster-classic',
      salt: 'x',
      clientVisible: false,
      variants: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],
    })
    expect((await origin.call('GET', `${PRODUCTION}/flags/x`)).json).toMatchObject({
      enabled: true,
      offVariant: 'off',
      rules: [],
      defaultServe: { variant: 'on' },
    })
    const development = await origin.call('GET', `${PROJECT}/environments/development/flags/x`)
    expect(development.json).toMatchObject({ enabled: false })
  })

  it('list every flag by name, as it is in production', async () => {
    for (const name of ['b', 'ação', 'a']) await ask('POST', '/flags', { name, is_enabled: name === 'a' })
    await origin.call('POST', `${PROJECT}/flags`, {
      body: { key: 'c', type: 'string', variants: [{ name: 'v', value: 'v' }] },
    })
    const [status, list] = await ask('GET', '/flags')
    expect(status).toBe(200)
    const seen = (list as { name: string; is_enabled: boolean }[]).map((f) => [f.name, f.is_enabled])
    expect(seen).toEqual([
      ['a', true],
      ['ação', false],
      ['b', false],
      ['c', false],
    ])
  })

  it('refuse a name that is there, and take one again that was deleted, with its people in place', async () => {
    await ask('POST', '/flags', { name: 'x' })
    expect(await ask('POST', '/flags', { name: 'x' })).toEqual([409, { error: "Flag 'x' já existe" }])
    await ask('DELETE', '/flags/x')
    expect(await ask('POST', '/flags', { name: 'x', is_enabled: true })).toMatchObject([201, { is_enabled: true }])
    expect((await origin.call('GET', `${PROJECT}/flags/x`)).json).toMatchObject({ salt: 'x' })
  })

  it('take a name again that was not theirs, and leave its bucketing alone', async () => {
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'x', type: 'boolean', salt: 's' } })
    await ask('DELETE', '/flags/x')
    expect(await ask('POST', '/flags', { name: 'x' })).toMatchObject([201, { name: 'x' }])
    expect((await origin.call('GET', `${PROJECT}/flags/x`)).json).toMatchObject({ scheme: 'native', salt: 's' })
  })

  it.each(['a/b', '100%', 'promoção 😀', '__proto__', 'constructor', "x' OR 1=1"])('may be called %s', async (name) => {
    expect(await ask('POST', '/flags', { name })).toMatchObject([201, { name }])
    const path = `/flags/${encodeURIComponent(name)}`
    expect(await ask('GET', path)).toMatchObject([200, { name }])
    expect(await ask('DELETE', path)).toEqual([204, undefined])
  })

  const NAME = "'name' é obrigatório"
  const NAME_FORM = "'name' deve ter de 1 a 256 caracteres, sem espaços nas pontas nem caracteres de controle"
  it.each([
    [{}, NAME],
    [{ name: '' }, NAME],
    [{ name: null }, NAME],
    [{ description: 'd' }, NAME],
    [{ name: 7 }, "'name' deve ser um texto"],
    [{ name: 'a\u0000' }, NAME_FORM],
    [{ name: ' a' }, NAME_FORM],
    [{ name: 'x'.repeat(257) }, NAME_FORM],
    [{ name: 'x', is_enabled: 1 }, "'is_enabled' deve ser true ou false"],
    [{ name: 'x', is_enabled: 'true' }, "'is_enabled' deve ser true ou false"],
    [{ name: 'x', is_enabled: null }, "'is_enabled' deve ser true ou false"],
    [{ name: 'x', description: 7 }, "'description' deve ser um texto ou null"],
    [{ name: 'x', enabled: true }, "Campo desconhecido: 'enabled'"],
    ['{', 'Corpo da requisição inválido'],
    ['[1]', 'Corpo da requisição inválido'],
  ])('refuse to make %j, and store nothing', async (body, error) => {
    expect(await ask('POST', '/flags', body)).toEqual([400, { error }])
    expect(await ask('GET', '/flags')).toEqual([200, []])
  })

  it.each([
    ['', 'Corpo da requisição obrigatório'],
    [{}, 'Corpo da requisição obrigatório'],
    [{ name: 'y' }, "Pelo menos um campo ('description', 'is_enabled') é obrigatório"],
    [{ is_enabled: 1 }, "'is_enabled' deve ser true ou false"],
  ])('refuse to change one to %j', async (body, error) => {
    await ask('POST', '/flags', { name: 'x' })
    expect(await ask('PUT', '/flags/x', body)).toEqual([400, { error }])
  })

  it('take back what they showed, as a client does that changes one member', async () => {
    const [, shown] = await ask('POST', '/flags', { name: 'x' })
    expect(await ask('PUT', '/flags/x', { ...(shown as object), is_enabled: true })).toMatchObject([
      200,
      { is_enabled: true },
    ])
  })

  it('read JSON whatever it is called, as curl sends it', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await origin.call('POST', '/flags', { key, body: { name: 'x' }, headers })).status).toBe(201)
  })

  it('know nothing of what is not there', async () => {
    const error = { error: 'Flag não encontrada' }
    expect(await ask('PUT', '/flags/x', { is_enabled: true })).toEqual([404, error])
    expect(await ask('DELETE', '/flags/x')).toEqual([404, error])
    expect(await ask('GET', '/flags/x/y')).toEqual([404, { error: 'Rota não encontrada' }])
  })
})
