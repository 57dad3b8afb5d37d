import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemOf } from '../testing/fields.ts'
import { MASTER_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { FAILED_ATTEMPTS } from './identify.ts'

describe('guessing keys', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const statusFrom = async (address: string, key: string) =>
    (await origin.call('GET', '/api/v1/projects', { key, headers: { 'X-Forwarded-For': address } })).status
  const guess = async (address: string, times: number): Promise<number[]> => {
    const statuses: number[] = []
    for (let i = 0; i < times; i++) {
      statuses.push(await statusFrom(address, `guess-${i}`))
    }
    return statuses
  }

  it('is answered 401 up to the limit and 429 with Retry-After beyond it', async () => {
    const statuses = await guess('10.1.1.1', FAILED_ATTEMPTS + 1)
    expect(statuses.slice(0, -1).every((status) => status === 401)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    const answer = await origin.call('GET', '/flags', { key: 'guess', headers: { 'X-Forwarded-For': '10.1.1.1' } })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
  })

  it('never locks out a key that is right: neither the master key nor a generated one', async () => {
    const { json } = await origin.call('POST', '/api/v1/projects/default/keys', { body: { name: 'adm' } })
    const { key } = json as { key: string }
    expect((await guess('10.1.1.1', FAILED_ATTEMPTS + 1)).at(-1)).toBe(429)
    expect(await statusFrom('10.1.1.1', MASTER_KEY)).toBe(200)
    expect(await statusFrom('10.1.1.1', key)).toBe(200)
    expect(await statusFrom('10.1.1.1', 'guess')).toBe(429)
  })

  it('is counted for its own address alone', async () => {
    await guess('10.1.1.1', FAILED_ATTEMPTS + 1)
    expect(await statusFrom('10.1.1.2', 'guess')).toBe(401)
  })

  it('is not counted for requests that present no key', async () => {
    for (let i = 0; i <= FAILED_ATTEMPTS; i++) await origin.call('GET', '/api/v1/projects', { key: null })
    expect((await origin.call('GET', '/api/v1/projects')).status).toBe(200)
  })

  it('costs no look at the database while its checksum is wrong', async () => {
    const { json } = await origin.call('POST', '/api/v1/projects/default/keys', { body: { name: 'adm' } })
    const { key } = json as { key: string }
    origin.open.close()
    const other = key.endsWith('a') ? 'b' : 'a'
    expect(await statusFrom('10.1.1.1', key.slice(0, -1) + other)).toBe(401)
    expect(await statusFrom('10.1.1.1', key)).toBe(503)
  })

  it('is never confused with a database that is down', async () => {
    const { json } = await origin.call('POST', '/api/v1/projects/default/keys', { body: { name: 'adm' } })
    origin.open.close()
    const answer = await origin.call('GET', '/api/v1/projects', { key: (json as { key: string }).key })
    expect(answer.status).toBe(503)
    expect(problemOf(answer)).toEqual({
      type: 'about:blank',
      title: 'The database does not answer',
      status: 503,
      code: 'database_unavailable',
    })
    const classic = await origin.call('GET', '/validate', { key: (json as { key: string }).key })
    expect([classic.status, classic.json]).toEqual([503, { error: 'Banco de dados indisponível' }])
  })
})
