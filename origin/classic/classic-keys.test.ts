import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClassicClient, startClassicClient } from '../testing/classic-client.ts'
import type { TestOrigin } from '../testing/start-test-origin.ts'

describe("the seed's keys", () => {
  let origin: TestOrigin
  let ask: ClassicClient['ask']
  let key: string
  beforeEach(async () => {
    ;({ origin, ask, key } = await startClassicClient())
  })
  afterEach(() => origin.close())

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
