import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClassicClient, startClassicClient } from '../testing/classic-client.ts'
import type { TestOrigin } from '../testing/start-test-origin.ts'

const PRODUCTION = '/api/v1/projects/default/environments/production'

describe("the seed's routes", () => {
  let origin: TestOrigin
  let ask: ClassicClient['ask']
  beforeEach(async () => {
    ;({ origin, ask } = await startClassicClient())
  })
  afterEach(() => origin.close())

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
