import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const NOW = 'Tue, 24 Nov 2026 02:34:14 GMT'

describe("the seed's routes", () => {
  let origin: TestOrigin
  let key: string
  beforeEach(async () => {
    origin = await startTestOrigin()
    const { json } = await origin.call('POST', '/admin/keys', { body: { name: 'client' } })
    key = (json as { key: string }).key
  })
  afterEach(() => origin.close())

  /** Status and body, `undefined` for none. */
  const ask = async (method: string, path: string, body?: unknown): Promise<[number, unknown]> => {
    const { status, json } = await origin.call(method, path, body === undefined ? { key } : { key, body })
    return [status, json]
  }
  const configuration = async () => (await origin.call('GET', `${PRODUCTION}/flags/x`)).json
  const inexpressible = { error: 'A segmentação desta flag não pode ser expressa aqui: use o console' }

  describe('for keys', () => {
    it('make one with the master key', async () => {
      const answer = await origin.call('POST', '/admin/keys', { body: { name: 'minha-chave' } })
      expect([answer.status, answer.json]).toEqual([
        201,
        {
          name: 'minha-chave',
          key: expect.stringMatching(/^tm_srv_/),
          message: 'Guarde esta chave com segurança! Você não poderá vê-la novamente.',
        },
      ])
    })

    it.each([
      ['{"name"', 'Corpo da requisição inválido'],
      ['', 'Corpo da requisição inválido'],
      ['[]', 'Corpo da requisição inválido'],
      ['{}', "O campo 'name' é obrigatório"],
      ['{"name":""}', "O campo 'name' é obrigatório"],
      ['{"name":null}', "O campo 'name' é obrigatório"],
      ['{"name":7}', "O campo 'name' deve ser um texto"],
      ['{"name":"x","scopes":["manage"]}', "Campo desconhecido: 'scopes'"],
    ])('refuse %s', async (body, error) => {
      const answer = await origin.call('POST', '/admin/keys', { body })
      expect([answer.status, answer.json]).toEqual([400, { error }])
    })

    it.each([null, 'wrong', 'classic'])('are closed to %s', async (who) => {
      const answer = await origin.call('POST', '/admin/keys', {
        key: who === 'classic' ? key : who,
        body: { name: 'x' },
      })
      expect([answer.status, answer.json]).toEqual([403, { error: 'Acesso não autorizado' }])
    })

    it('say whether a key is good', async () => {
      expect(await ask('GET', '/validate')).toEqual([200, { message: 'Chave válida' }])
      const without = await origin.call('GET', '/validate', { key: null })
      expect([without.status, without.json]).toEqual([401, { error: 'Authorization header não encontrado' }])
      const wrong = await origin.call('GET', '/validate', { key: 'wrong' })
      expect([wrong.status, wrong.json]).toEqual([401, { error: 'Chave de API inválida ou inativa' }])
    })

    it('are asked for by flags and rules', async () => {
      for (const path of ['/flags', '/flags/x', '/rules/x']) {
        const without = await origin.call('GET', path, { key: null })
        expect([without.status, without.json]).toEqual([401, { error: 'Authorization header obrigatório' }])
        const wrong = await origin.call('GET', path, { key: 'wrong' })
        expect([wrong.status, wrong.json]).toEqual([401, { error: 'Chave de API inválida' }])
      }
    })
  })

  describe('for flags', () => {
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

    it.each(['a/b', '100%', 'promoção 😀', '__proto__', 'constructor', "x' OR 1=1"])(
      'may be called %s',
      async (name) => {
        expect(await ask('POST', '/flags', { name })).toMatchObject([201, { name }])
        const path = `/flags/${encodeURIComponent(name)}`
        expect(await ask('GET', path)).toMatchObject([200, { name }])
        expect(await ask('DELETE', path)).toEqual([204, undefined])
      },
    )

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

  describe('for rules', () => {
    beforeEach(() => ask('POST', '/flags', { name: 'x', is_enabled: true }))
    const half = { type: 'PERCENTAGE', value: 50 }
    const rule = {
      id: expect.any(Number),
      flag_name: 'x',
      is_enabled: true,
      rules: half,
      created_at: NOW,
      updated_at: NOW,
    }

    it('make, show, change and delete one', async () => {
      expect(await ask('POST', '/rules', { flag_name: 'x', rules: half })).toEqual([201, rule])
      expect(await configuration()).toMatchObject({
        rules: [{ rollout: { share: 50_000 }, serve: { variant: 'on' } }],
        defaultServe: { variant: 'off' },
      })
      origin.passMs(60_000)
      const later = 'Tue, 24 Nov 2026 02:35:14 GMT'
      const users = { type: 'USER_LIST', values: ['u1', 'u2'] }
      expect(await ask('PUT', '/rules/x', { rules: users })).toEqual([
        200,
        { ...rule, rules: users, updated_at: later },
      ])
      const disabled = { ...rule, rules: users, is_enabled: false, updated_at: later }
      expect(await ask('PUT', '/rules/x', { is_enabled: false })).toEqual([200, disabled])
      expect(await ask('GET', '/rules/x')).toEqual([200, disabled])
      expect(await configuration()).toMatchObject({ enabled: true, defaultServe: { variant: 'on' } })
      expect(await ask('DELETE', '/rules/x')).toEqual([204, undefined])
      expect(await ask('GET', '/rules/x')).toEqual([404, { error: 'Regra não encontrada' }])
      expect(await configuration()).toMatchObject({ enabled: true, rules: [], defaultServe: { variant: 'on' } })
    })

    it.each([
      half,
      { type: 'PERCENTAGE', value: 0 },
      { type: 'PERCENTAGE', value: 100 },
      { type: 'PERCENTAGE', value: 33.3 },
      { type: 'USER_LIST', values: ['joão', 'u1'] },
      { type: 'LOCATION', countries: ['BR', 'PT'] },
    ])('say %j back', async (rules) => {
      expect(await ask('POST', '/rules', { flag_name: 'x', rules, is_enabled: false })).toMatchObject([
        201,
        { rules, is_enabled: false },
      ])
    })

    it('allow one for each flag', async () => {
      await ask('POST', '/rules', { flag_name: 'x', rules: half })
      const error = "Regra para a flag 'x' já existe"
      expect(await ask('POST', '/rules', { flag_name: 'x', rules: half })).toEqual([409, { error }])
    })

    it('leave none behind when the flag is deleted', async () => {
      await ask('POST', '/rules', { flag_name: 'x', rules: half })
      await ask('DELETE', '/flags/x')
      expect(await ask('GET', '/rules/x')).toEqual([404, { error: 'Regra não encontrada' }])
      await ask('POST', '/flags', { name: 'x' })
      expect(await ask('GET', '/rules/x')).toEqual([404, { error: 'Regra não encontrada' }])
    })

    const BOTH = "'flag_name' e 'rules' (JSON) são obrigatórios"
    const TYPE = "'rules.type' deve ser PERCENTAGE, USER_LIST ou LOCATION"
    const VALUE = "'rules.value' deve ser um número de 0 a 100"
    const VALUES = "'rules.values' deve ser uma lista de 1 a 10000 textos"
    const COUNTRY = 'esperado um código ISO 3166 de duas letras maiúsculas, por exemplo BR'
    it.each([
      [{}, BOTH],
      [{ flag_name: 'x' }, BOTH],
      [{ rules: half }, BOTH],
      [{ flag_name: null, rules: half }, BOTH],
      [{ flag_name: 'x', rules: null }, BOTH],
      [{ flag_name: 7, rules: half }, "'flag_name' deve ser um texto"],
      [{ flag_name: 'x', rules: 'PERCENTAGE' }, "'rules' deve ser um objeto JSON"],
      [{ flag_name: 'x', rules: [] }, "'rules' deve ser um objeto JSON"],
      [{ flag_name: 'x', rules: {} }, TYPE],
      [{ flag_name: 'x', rules: { type: 'percentage' } }, TYPE],
      [{ flag_name: 'x', rules: { type: 'PERCENTAGE' } }, VALUE],
      [{ flag_name: 'x', rules: { type: 'PERCENTAGE', value: '50' } }, VALUE],
      [{ flag_name: 'x', rules: { type: 'PERCENTAGE', value: -0.001 } }, VALUE],
      [{ flag_name: 'x', rules: { type: 'PERCENTAGE', value: 100.001 } }, VALUE],
      ['{"flag_name":"x","rules":{"type":"PERCENTAGE","value":1e400}}', VALUE],
      [{ flag_name: 'x', rules: { ...half, salt: 's' } }, "Campo desconhecido: 'rules.salt'"],
      [{ flag_name: 'x', rules: { type: 'USER_LIST', values: [] } }, VALUES],
      [{ flag_name: 'x', rules: { type: 'USER_LIST', values: 'u1' } }, VALUES],
      [
        { flag_name: 'x', rules: { type: 'USER_LIST', values: ['u1', 2] } },
        "'rules.values[1]' não é aceito: esperado um texto de 1 a 2000 caracteres",
      ],
      [
        { flag_name: 'x', rules: { type: 'LOCATION', countries: ['br'] } },
        `'rules.countries[0]' não é aceito: ${COUNTRY}`,
      ],
      [{ flag_name: 'x', rules: half, is_enabled: 1 }, "'is_enabled' deve ser true ou false"],
      [{ flag_name: 'x', rules: half, priority: 1 }, "Campo desconhecido: 'priority'"],
    ])('refuse %j, and store nothing', async (body, error) => {
      expect(await ask('POST', '/rules', body)).toEqual([400, { error }])
      expect(await ask('GET', '/rules/x')).toEqual([404, { error: 'Regra não encontrada' }])
    })

    it.each([-1, 0, 1])('hold as many people as a condition may, tested %i beside the limit', async (beside) => {
      const values = Array.from({ length: LIMITS.operandsPerCondition + beside }, (_, i) => `u${i}`)
      const [status] = await ask('POST', '/rules', { flag_name: 'x', rules: { type: 'USER_LIST', values } })
      expect(status).toBe(beside > 0 ? 400 : 201)
    })

    it.each([
      ['', 'Corpo da requisição obrigatório'],
      [{}, 'Corpo da requisição obrigatório'],
      [{ flag_name: 'y' }, "Pelo menos um campo ('rules', 'is_enabled') é obrigatório"],
      [{ rules: { type: 'percentage' } }, TYPE],
      [{ is_enabled: 'no' }, "'is_enabled' deve ser true ou false"],
    ])('refuse to change one to %j', async (body, error) => {
      await ask('POST', '/rules', { flag_name: 'x', rules: half })
      expect(await ask('PUT', '/rules/x', body)).toEqual([400, { error }])
      expect(await ask('GET', '/rules/x')).toEqual([200, rule])
    })

    it('know nothing of what is not there', async () => {
      const error = { error: 'Regra não encontrada' }
      for (const name of ['x', 'y']) {
        expect(await ask('GET', `/rules/${name}`)).toEqual([404, error])
        expect(await ask('PUT', `/rules/${name}`, { is_enabled: true })).toEqual([404, error])
        expect(await ask('DELETE', `/rules/${name}`)).toEqual([404, error])
      }
      const flag = { error: 'Flag não encontrada' }
      expect(await ask('POST', '/rules', { flag_name: 'y', rules: half })).toEqual([404, flag])
    })

    it('keep away from targeting that they cannot express, and overwrite nothing', async () => {
      await origin.call('PATCH', `${PRODUCTION}/flags/x`, {
        body: { rules: [{ if: { attribute: 'plan', operator: 'equals', value: 'pro' }, serve: { variant: 'on' } }] },
        headers: { 'If-Match': '*' },
      })
      const before = await configuration()
      expect(await ask('GET', '/rules/x')).toEqual([409, inexpressible])
      expect(await ask('PUT', '/rules/x', { rules: half })).toEqual([409, inexpressible])
      expect(await ask('DELETE', '/rules/x')).toEqual([409, inexpressible])
      expect(await ask('POST', '/rules', { flag_name: 'x', rules: half })).toEqual([409, inexpressible])
      expect(await configuration()).toEqual(before)
    })

    it('work on a flag that was made elsewhere, when it is one of theirs in all but name', async () => {
      await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'native', type: 'boolean' } })
      expect(await ask('POST', '/rules', { flag_name: 'native', rules: half })).toMatchObject([201, { rules: half }])
      expect(await ask('GET', '/rules/native')).toMatchObject([200, { rules: half }])
    })
  })

  it('change nothing in a protected environment, and still show everything', async () => {
    await ask('POST', '/flags', { name: 'x' })
    await ask('POST', '/rules', { flag_name: 'x', rules: { type: 'PERCENTAGE', value: 1 } })
    await origin.call('PATCH', PRODUCTION, { body: { protected: true } })
    const refused = [409, { error: 'Ambiente protegido: use o console' }]
    expect(await ask('POST', '/flags', { name: 'y' })).toEqual(refused)
    expect(await ask('PUT', '/flags/x', { is_enabled: true })).toEqual(refused)
    expect(await ask('PUT', '/flags/x', { description: 'd' })).toEqual(refused)
    expect(await ask('DELETE', '/flags/x')).toEqual(refused)
    expect(await ask('POST', '/rules', { flag_name: 'x', rules: { type: 'PERCENTAGE', value: 2 } })).toEqual(refused)
    expect(await ask('PUT', '/rules/x', { is_enabled: false })).toEqual(refused)
    expect(await ask('DELETE', '/rules/x')).toEqual(refused)
    expect(await ask('GET', '/flags/x')).toMatchObject([200, { is_enabled: false }])
    expect(await ask('GET', '/rules/x')).toMatchObject([200, { is_enabled: true }])
  })
})
