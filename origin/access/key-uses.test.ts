import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EDGE_TOKEN, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

const PROJECT = '/api/v1/projects/default'
const PROJECT_KEYS = `${PROJECT}/keys`
const ENVIRONMENT_KEYS = `${PROJECT}/environments/production/keys`
const MINUTE_MS = 60_000

let origin: TestOrigin
beforeEach(async () => {
  origin = await startTestOrigin()
})
afterEach(() => origin.close())

interface MadeKey {
  readonly id: string
  readonly key: string
}

async function makeKey(path: string, body: object): Promise<MadeKey> {
  return (await origin.call('POST', path, { body })).json as MadeKey
}

async function lastUsedAt(path: string, id: string): Promise<string | null | undefined> {
  const { json } = await origin.call('GET', path)
  const { items } = json as { items: readonly { readonly id: string; readonly lastUsedAt: string | null }[] }
  return items.find((item) => item.id === id)?.lastUsedAt
}

const environmentId = async (): Promise<string> =>
  ((await origin.call('GET', `${PROJECT}/environments/production`)).json as { id: string }).id

async function report(id: string, usedForMs: number, environment: string): Promise<number> {
  const state = { environment, version: 1, ageMs: 0, openBreakers: [], refusals: [], arrivals: [] }
  const keys = [{ environment, id, usedForMs }]
  const body = { format: 1, location: 'GRU', environments: [state], keys }
  return (await origin.call('POST', '/edge/v1/reports', { body, key: EDGE_TOKEN })).status
}

const minuteOf = (atMs: number): string => new Date(atMs - (atMs % MINUTE_MS)).toISOString()

describe('when a key was last used', () => {
  it('is not known before it was', async () => {
    const { id } = await makeKey(ENVIRONMENT_KEYS, { kind: 'srv', name: 'server' })
    expect(await lastUsedAt(ENVIRONMENT_KEYS, id)).toBeNull()
  })

  it('is the minute of its last call of the management API', async () => {
    const { id, key } = await makeKey(PROJECT_KEYS, { name: 'ci' })
    for (let call = 0; call < 3; call++) {
      await origin.call('GET', PROJECT, { key })
      expect(await lastUsedAt(PROJECT_KEYS, id)).toBe(minuteOf(origin.nowMs()))
      origin.passMs(MINUTE_MS)
    }
  })

  it('is not moved by a call that is refused', async () => {
    const { id, key } = await makeKey(PROJECT_KEYS, { name: 'ci' })
    await origin.call('DELETE', `${PROJECT_KEYS}/${id}`)
    expect((await origin.call('GET', PROJECT, { key })).status).toBe(401)
    expect(await lastUsedAt(PROJECT_KEYS, id)).toBeNull()
  })

  it('is what edges report, by the origin’s clock, and never goes back', async () => {
    const { id } = await makeKey(ENVIRONMENT_KEYS, { kind: 'srv', name: 'server' })
    const environment = await environmentId()
    origin.passMs(10 * MINUTE_MS)
    const usedAtMs = origin.nowMs() - 90_000
    expect(await report(id, 90_000, environment)).toBe(204)
    expect(await lastUsedAt(ENVIRONMENT_KEYS, id)).toBe(minuteOf(usedAtMs))
    await report(id, 5 * MINUTE_MS, environment)
    expect(await lastUsedAt(ENVIRONMENT_KEYS, id)).toBe(minuteOf(usedAtMs))
  })

  it('is not taken from another environment, nor of a key that does not exist', async () => {
    const { id } = await makeKey(ENVIRONMENT_KEYS, { kind: 'srv', name: 'server' })
    expect(await report(id, 0, 'aaaaaaaaaaaa')).toBe(204)
    expect(await report('nosuchkey000', 0, await environmentId())).toBe(204)
    expect(await lastUsedAt(ENVIRONMENT_KEYS, id)).toBeNull()
  })
})
