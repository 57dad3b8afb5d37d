import { beforeEach, describe, expect, it } from 'vitest'
import { type TestEnvironments, createTestEnvironments, versionOf } from '../testing/test-environments.ts'
import { createTestLifetime } from '../testing/test-runtime.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { ENVIRONMENT_BYTES } from './environment-memory.ts'

const IDS = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'] as const
const [A, B, C] = IDS

let here: TestEnvironments
/** What one environment of these tests takes, and room for two. */
beforeEach(async () => {
  const sizing = await createTestEnvironments()
  await publish(sizing, A, 1)
  const { head, access } = await sizing.loaded()
  const bytes = ENVIRONMENT_BYTES + head.value.bytes + 2 * access.text.length
  here = await createTestEnvironments({ memoryBytes: 2.5 * bytes })
  for (const id of IDS) await publish(here, id, 1)
})

async function publish({ source }: TestEnvironments, id: string, version: number): Promise<void> {
  await source.publish(id, version, [booleanFlag('x')])
  await source.grant(id, version, [])
}
const ask = async (id: string) => {
  const lifetime = createTestLifetime()
  const version = versionOf(await here.environments.ready(id, lifetime))
  await lifetime.settled()
  return version
}
const inMemory = () => IDS.filter((id) => here.environments.isExpected(id))

describe('the memory of an isolate', () => {
  it('lets that go which was used longest ago', async () => {
    await ask(A)
    await ask(B)
    await ask(A)
    await ask(C)
    expect(inMemory()).toEqual([A, C])
    expect(await ask(B)).toBe(1)
    expect(inMemory()).toEqual([B, C])
  })

  it('lets others go when one of them grows, and never the one that is asked for', async () => {
    await ask(A)
    await ask(B)
    const many = Array.from({ length: 200 }, (_, i) => booleanFlag(`flag-${i}`))
    await here.source.publish(A, 2, many)
    here.runtime.shift(2_000)
    await ask(A)
    expect(inMemory()).toEqual([A])
    expect(await ask(A)).toBe(2)
  })

  it('counts what is compiled, which takes more than what was sent', async () => {
    await here.source.publish(
      A,
      2,
      Array.from({ length: 20 }, (_, i) => booleanFlag(`flag-${i}`)),
    )
    await ask(A)
    await ask(B)
    const readiness = await here.environments.ready(A, createTestLifetime())
    if (typeof readiness === 'string') throw new Error(readiness)
    readiness.ruleset.allFlags()
    here.runtime.shift(2_000)
    await ask(A)
    expect(inMemory()).toEqual([A])
  })

  it('lets nothing go for what does not exist', async () => {
    await ask(A)
    await ask(B)
    for (let i = 0; i < 50; i++) await ask(String(i).padStart(12, 'q'))
    expect(inMemory()).toEqual([A, B])
  })

  it.each(['heads', 'tables'] as const)('takes nothing back that is older than what had to go (%s)', async (part) => {
    const old = here.source[part].get(A) ?? ''
    await publish(here, A, 2)
    expect(await ask(A)).toBe(2)
    await ask(B)
    await ask(C)
    expect(inMemory()).toEqual([B, C])
    here.source[part].set(A, old)
    expect(await ask(A)).toBe('not_ready')
    expect(here.refusals.counts().refused).toEqual({})
    await publish(here, A, 2)
    here.runtime.shift(10_000)
    expect(await ask(A)).toBe(2)
  })
})
