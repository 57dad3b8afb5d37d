import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type ClassicClient, startClassicClient } from '../testing/classic-client.ts'
import type { TestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PRODUCTION = `${PROJECT}/environments/production`
const NOW = 'Tue, 24 Nov 2026 02:34:14 GMT'

describe("the seed's rules", () => {
  let origin: TestOrigin
  let ask: ClassicClient['ask']
  beforeEach(async () => {
    ;({ origin, ask } = await startClassicClient())
    await ask('POST', '/flags', { name: 'x', is_enabled: true })
  })
  afterEach(() => origin.close())

  const configuration = async () => (await origin.call('GET', `${PRODUCTION}/flags/x`)).json
  const inexpressible = { error: 'A segmentação desta flag não pode ser expressa aqui: use o console' }
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
    expect(await ask('PUT', '/rules/x', { rules: users })).toEqual([200, { ...rule, rules: users, updated_at: later }])
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

  it('work on a flag that was made elsewhere, but for a percentage of people that it draws otherwise', async () => {
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'native', type: 'boolean' } })
    expect(await ask('POST', '/rules', { flag_name: 'native', rules: half })).toMatchObject([409, expect.anything()])
    expect(await ask('GET', '/rules/native')).toMatchObject([404, expect.anything()])
    const list = { type: 'USER_LIST', values: ['u1'] }
    expect(await ask('POST', '/rules', { flag_name: 'native', rules: list })).toMatchObject([201, { rules: list }])
    expect(await ask('PUT', '/rules/native', { rules: half })).toMatchObject([409, expect.anything()])
    expect(await ask('GET', '/rules/native')).toMatchObject([200, { rules: list }])
  })
})
