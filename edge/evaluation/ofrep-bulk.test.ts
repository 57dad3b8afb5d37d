import { describe, expect, it } from 'vitest'
import { createEnvironments } from '../ruleset/environments.ts'
import { createRefusals } from '../ruleset/refusals.ts'
import { createFakeSource } from '../testing/fake-source.ts'
import { createSigner } from '../testing/signing.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { createShiftedRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import type { Occasion } from '../usage/decision.ts'
import { createOfrepBulk } from './ofrep-bulk.ts'

const ID = 'aaaaaaaaaaaa'
const log = () => undefined
/** Node's own wish, which the types of a Worker do not know. */
const STREAMED = { duplex: 'half' }
describe('all flags', () => {
  it('are told, tagged and counted by one ruleset, also when another arrives while the context is read', async () => {
    const signer = await createSigner()
    const source = createFakeSource(signer)
    const runtime = createShiftedRuntime()
    const keys = signer.verificationKeys
    const environments = createEnvironments({ source, keys, runtime, log, refusals: createRefusals(log) })
    await source.publish(ID, 1, [booleanFlag('x')])
    await source.grant(ID, 1, [])
    const environment = await environments.ready(ID, createTestLifetime())
    if (typeof environment === 'string') throw new Error(environment)
    const occasions: Occasion[] = []
    const bulk = createOfrepBulk({
      authenticate: () => ({ kind: 'srv', mayExplain: true, environment, keyId: undefined }),
      environments,
      usage: {
        record: () => expect.fail(),
        recordKept: (occasion) => void occasions.push(occasion),
        unsent: () => expect.fail(),
        health: () => expect.fail(),
      },
      runtime,
    })
    await source.publish(ID, 2, [booleanFlag('y')])
    const later = await createEnvironments({ source, keys, runtime, log, refusals: createRefusals(log) }).ready(
      ID,
      createTestLifetime(),
    )
    if (typeof later === 'string') throw new Error(later)
    const body = new ReadableStream({
      pull: (controller) => {
        Object.assign(environment, { ruleset: later.ruleset })
        controller.enqueue(new TextEncoder().encode('{"context":{}}'))
        controller.close()
      },
    })
    const request = new Request('https://edge.example/', { method: 'POST', body, ...STREAMED })
    const answer = await bulk(request, createTestLifetime())
    expect(answer.headers.get('x-togglemaster-version')).toBe('2')
    expect(answer.headers.get('etag')).toMatch(/^"v2\./)
    expect(await answer.json()).toMatchObject({ flags: [{ key: 'y' }], metadata: { version: 2 } })
    expect(occasions.map(({ settings }) => settings)).toEqual([later.ruleset.settings])
  })
})
