import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClassicClient, startClassicClient } from '../testing/classic-client.ts'
import type { TestOrigin } from '../testing/start-test-origin.ts'

const ENVIRONMENTS = '/api/v1/projects/default/environments'
const REFUSED = [409, { error: 'Ambiente protegido: use o console' }]

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
    await origin.call('PATCH', `${ENVIRONMENTS}/production`, { body: { protected: true } })
    expect(await ask('POST', '/flags', { name: 'y' })).toEqual(REFUSED)
    expect(await ask('PUT', '/flags/x', { is_enabled: true })).toEqual(REFUSED)
    expect(await ask('PUT', '/flags/x', { description: 'd' })).toEqual(REFUSED)
    expect(await ask('DELETE', '/flags/x')).toEqual(REFUSED)
    expect(await ask('POST', '/rules', { flag_name: 'x', rules: { type: 'PERCENTAGE', value: 2 } })).toEqual(REFUSED)
    expect(await ask('PUT', '/rules/x', { is_enabled: false })).toEqual(REFUSED)
    expect(await ask('DELETE', '/rules/x')).toEqual(REFUSED)
    expect(await ask('GET', '/flags/x')).toMatchObject([200, { is_enabled: false }])
    expect(await ask('GET', '/rules/x')).toMatchObject([200, { is_enabled: true }])
  })

  it('neither make nor delete a flag while any environment of the project is protected, since each is concerned', async () => {
    await ask('POST', '/flags', { name: 'x' })
    await origin.call('PATCH', `${ENVIRONMENTS}/development`, { body: { protected: true } })
    expect(await ask('POST', '/flags', { name: 'y' })).toEqual(REFUSED)
    expect(await ask('DELETE', '/flags/x')).toEqual(REFUSED)
    expect((await origin.call('GET', `${ENVIRONMENTS}/development/flags/x`)).status).toBe(200)
    expect(await ask('PUT', '/flags/x', { is_enabled: true })).toMatchObject([200, { is_enabled: true }])
    const rule = { flag_name: 'x', rules: { type: 'PERCENTAGE', value: 1 } }
    expect(await ask('POST', '/rules', rule)).toMatchObject([201, { flag_name: 'x' }])
    expect(await ask('DELETE', '/rules/x')).toEqual([204, undefined])
  })
})
