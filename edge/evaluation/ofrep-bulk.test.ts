import { afterEach, describe, expect, it } from 'vitest'
import { createEnvironments } from '../ruleset/environments.ts'
import { createRefusals } from '../ruleset/refusals.ts'
import { createFakeSource } from '../testing/fake-source.ts'
import { createSigner } from '../testing/signing.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { createShiftedRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import type { Decision } from '../usage/decision.ts'
import { createOfrepBulk } from './ofrep-bulk.ts'

const ID = 'aaaaaaaaaaaa'
const log = () => undefined
const digest = crypto.subtle.digest.bind(crypto.subtle)
afterEach(() => {
  crypto.subtle.digest = digest
})

describe('all flags', () => {
  it('are told, tagged and counted by one ruleset, also when another arrives meanwhile', async () => {
    const signer = await createSigner()
    const source = createFakeSource(signer)
    const runtime = createShiftedRuntime()
    const keys = signer.verificationKeys
    const environments = createEnvironments({ source, keys, runtime, log, refusals: createRefusals(log) })
    await source.publish(ID, 1, [booleanFlag('x')])
    await source.grant(ID, 1, [])
    const environment = await environments.ready(ID, createTestLifetime())
    if (typeof environment === 'string') throw new Error(environment)
    const decisions: Decision[] = []
    const bulk = createOfrepBulk({
      authenticate: () => ({ kind: 'srv', mayExplain: true, environment }),
      environments,
      usage: {
        record: (decision) => void decisions.push(decision),
        unsent: () => expect.fail(),
        health: () => expect.fail(),
      },
      runtime,
    })
    const { ruleset } = environment
    const later = { ...ruleset, version: 2, settings: { ...ruleset.settings, events: { mode: 'all' } } }
    crypto.subtle.digest = (...args) => {
      Object.assign(environment, { ruleset: later })
      return digest(...args)
    }
    const request = new Request('https://edge.example/', { method: 'POST', body: '{"context":{}}' })
    const answer = await bulk(request, createTestLifetime())
    expect(environment.ruleset.version).toBe(2)
    expect(answer.headers.get('x-togglemaster-version')).toBe('1')
    expect(answer.headers.get('etag')).toMatch(/^"v1\./)
    expect(await answer.json()).toMatchObject({ metadata: { version: 1 } })
    expect(decisions.map(({ settings }) => settings)).toEqual([ruleset.settings])
  })
})
