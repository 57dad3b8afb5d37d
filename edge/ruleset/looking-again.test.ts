import { beforeEach, describe, expect, it } from 'vitest'
import { ID, type TestEnvironments, createTestEnvironments } from '../testing/test-environments.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { createTestLifetime } from '../testing/test-runtime.ts'

let source: TestEnvironments['source']
let runtime: TestEnvironments['runtime']
let environments: TestEnvironments['environments']
let askAndSettle: TestEnvironments['askAndSettle']
let loaded: TestEnvironments['loaded']
let lookFor: TestEnvironments['lookFor']

beforeEach(async () => {
  ;({ source, runtime, environments, askAndSettle, loaded, lookFor } = await createTestEnvironments())
})

describe('looking again', () => {
  it('sees at once what was just published', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [booleanFlag('new')])
    expect(await lookFor(environment, 'new')).toBe(true)
    expect(environment.ruleset.flag('new')).toBeDefined()
  })

  it('checks at most once a second, and says that it does not know otherwise', async () => {
    const environment = await loaded()
    expect(await lookFor(environment, 'a')).toBe(true)
    expect(await lookFor(environment, 'b')).toBe(false)
    expect(source.checks).toHaveLength(2)
    runtime.shift(1_000)
    expect(await lookFor(environment, 'b')).toBe(true)
    expect(source.checks).toHaveLength(3)
  })

  it('looks once for a name, until there is a new version', async () => {
    const environment = await loaded()
    for (let i = 0; i < 5; i++) {
      expect(await lookFor(environment, 'nope')).toBe(true)
      runtime.shift(1_000)
    }
    expect(source.checks).toHaveLength(2)
    await source.publish(ID, 2, [])
    await askAndSettle()
    const before = source.checks.length
    await lookFor(environment, 'nope')
    await lookFor(environment, 'nope')
    expect(source.checks).toHaveLength(before + 1)
  })

  it('has looked for a name in the version that the look brought', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [])
    expect(await lookFor(environment, 'nope')).toBe(true)
    expect(environment.ruleset.version).toBe(2)
    expect(await lookFor(environment, 'nope')).toBe(true)
    expect(source.checks).toHaveLength(2)
  })

  it('takes the usual check after a name was missed for an answer', async () => {
    const environment = await loaded()
    await lookFor(environment, 'a')
    expect(await lookFor(environment, 'b')).toBe(false)
    runtime.shift(1_100)
    await askAndSettle()
    const before = source.checks.length
    expect(await lookFor(environment, 'b')).toBe(true)
    expect(source.checks).toHaveLength(before)
  })

  it('lets all who ask together see the result of one check', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [booleanFlag('new')])
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await lookFor(environment, 'new')
        return environment.ruleset.version
      }),
    )
    expect(new Set(seen)).toEqual(new Set([2]))
    expect(source.checks).toHaveLength(2)
  })

  it('knows nothing while something is broken, and asks nothing', async () => {
    const environment = await loaded()
    source.fault = 'fail'
    expect(await lookFor(environment, 'a')).toBe(false)
    const before = source.checks.length
    expect(await lookFor(environment, 'a')).toBe(false)
    expect(source.checks).toHaveLength(before)
  })

  it('knows nothing while the source is slower than a request may wait, and the truth after it answered', async () => {
    const environment = await loaded()
    source.delayMs = 300
    const lifetime = createTestLifetime()
    expect(await environments.lookAgain(environment, { kind: 'flag', name: 'a' }, lifetime)).toBe(false)
    await lifetime.settled()
    expect(await lookFor(environment, 'a')).toBe(true)
  })
})
