import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { FAILED_ATTEMPTS } from './identify.ts'

describe('guessing keys', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
  })
  afterEach(() => origin.close())

  const statusFrom = async (address: string) =>
    (await origin.call('GET', '/api/v1/projects', { headers: { 'X-Forwarded-For': address } })).status
  const guess = async (address: string, times: number): Promise<number[]> => {
    const statuses: number[] = []
    for (let i = 0; i < times; i++) {
      const headers = { 'X-Forwarded-For': address }
      statuses.push((await origin.call('GET', '/api/v1/projects', { key: `guess-${i}`, headers })).status)
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

  it('locks the master key out from that address, and nobody anywhere else', async () => {
    await guess('10.1.1.1', FAILED_ATTEMPTS)
    expect(await statusFrom('10.1.1.1')).toBe(429)
    expect(await statusFrom('10.1.1.2')).toBe(200)
  })

  it('does not lock out a generated key, which nobody can guess', async () => {
    const { json } = await origin.call('POST', '/api/v1/projects/default/keys', { body: { name: 'adm' } })
    await guess('10.1.1.1', FAILED_ATTEMPTS + 1)
    const { key } = json as { key: string }
    const headers = { 'X-Forwarded-For': '10.1.1.1' }
    expect((await origin.call('GET', '/api/v1/projects', { key, headers })).status).toBe(200)
  })

  it('is not counted for requests that present no key', async () => {
    for (let i = 0; i <= FAILED_ATTEMPTS; i++) await origin.call('GET', '/api/v1/projects', { key: null })
    expect((await origin.call('GET', '/api/v1/projects')).status).toBe(200)
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
