import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { itemsOf, problemOf } from '../testing/fields.ts'
import { type Answer, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const FLAGS = `${PROJECT}/flags`
const PUBLISH = `${PROJECT}/environments/production/publish`

describe('a change that removes most flags', () => {
  let origin: TestOrigin
  beforeEach(async () => {
    origin = await startTestOrigin()
    for (let i = 0; i < 5; i++) await origin.call('POST', FLAGS, { body: { key: `flag-${i}`, type: 'boolean' } })
  })
  afterEach(() => origin.close())

  const remove = (key: string, query = ''): Promise<Answer> =>
    origin.call('DELETE', `${FLAGS}/${key}${query}`, { headers: { 'If-Match': '*' } })
  const allowances = async (): Promise<readonly Record<string, unknown>[]> =>
    itemsOf(await origin.call('GET', `${PROJECT}/audit`)).filter(
      ({ action, environment }) => action === 'environment.allow-mass-removal' && environment === 'production',
    )

  it('is refused with what would be left and how it is done all the same, and changes nothing', async () => {
    origin.publisher.serve(10)
    const answer = await remove('flag-0')
    expect(answer.status).toBe(409)
    expect(problemOf(answer)).toMatchObject({
      code: 'mass_removal',
      detail: expect.stringMatching(/of 10 flags .* 4 would be left: allowMassRemoval=true/),
    })
    expect((await origin.call('GET', `${FLAGS}/flag-0`)).status).toBe(200)
    expect(await allowances()).toEqual([])
  })

  it('is made when the caller allows it, and leaves an audit entry with the version that carries it', async () => {
    origin.publisher.serve(10)
    expect((await remove('flag-0', '?allowMassRemoval=true')).status).toBe(204)
    expect(await allowances()).toMatchObject([
      { actor: 'master', before: { flags: 10 }, after: { flags: 4, version: expect.any(Number) } },
    ])
  })

  it('is an ordinary one while half is left, where there are few, and where nobody knows what edges have', async () => {
    expect((await remove('flag-0')).status).toBe(204)
    origin.publisher.serve(9)
    expect((await remove('flag-1')).status).toBe(204)
    expect(await allowances()).toEqual([])
  })

  it('is refused to the seed’s clients, who cannot allow it', async () => {
    const { json } = await origin.call('POST', '/admin/keys', { body: { name: 'classic' } })
    origin.publisher.serve(10)
    const { status } = await origin.call('DELETE', '/flags/flag-0', { key: (json as { key: string }).key })
    expect(status).toBe(409)
  })

  it('can be let out afterwards, when it was committed before anybody knew what edges have', async () => {
    origin.publisher.serve(11)
    expect(problemOf(await origin.call('POST', PUBLISH)).code).toBe('mass_removal')
    const { status, json } = await origin.call('POST', PUBLISH, { body: { allowMassRemoval: true } })
    expect([status, json]).toEqual([200, { version: expect.any(Number), flags: 5 }])
    expect(await allowances()).toMatchObject([{ after: json }])
  })
})
