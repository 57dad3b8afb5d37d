import { describe, expect, it } from 'vitest'
import { createFakeSource } from '../testing/fake-source.ts'
import { signer } from '../testing/test-environments.ts'
import { createInstantRuntime } from '../testing/test-runtime.ts'
import { watchSource } from './watched-source.ts'

describe('whether a source is there', () => {
  it('is asked of it once a second while it fails, however many want to know', async () => {
    const runtime = createInstantRuntime()
    const source = createFakeSource(signer, runtime)
    source.fault = 'fail'
    const watched = watchSource(source, runtime)
    for (let i = 0; i < 20; i++) {
      expect(await watched.isReachable()).toBe(false)
      runtime.shift(100)
    }
    expect(source.checks).toHaveLength(2)
    source.fault = undefined
    runtime.shift(1_000)
    expect(await watched.isReachable()).toBe(true)
  })
})
