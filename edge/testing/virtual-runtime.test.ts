import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../shared/hashing/encoding.ts'
import { createVirtualRuntime } from './virtual-runtime.ts'

describe('a virtual clock', () => {
  it('makes a sleep exactly as long as it was meant to be, and takes none', async () => {
    const runtime = createVirtualRuntime()
    const beganAtMs = runtime.nowMs()
    await runtime.sleep(86_400_000)
    expect(runtime.nowMs() - beganAtMs).toBe(86_400_000)
  })

  it('wakes sleepers in the order of their times, and one that slept since the first woke after it', async () => {
    const runtime = createVirtualRuntime()
    const woken: string[] = []
    const sleep = (name: string, ms: number) => runtime.sleep(ms).then(() => woken.push(name))
    const again = sleep('10', 10).then(() => sleep('10 + 15', 15))
    await Promise.all([sleep('30', 30), again, sleep('20', 20)])
    expect(woken).toEqual(['10', '20', '10 + 15', '30'])
  })

  it('stands still while something is worked at', async () => {
    const runtime = createVirtualRuntime()
    const beganAtMs = runtime.nowMs()
    const late = runtime.sleep(1)
    const bytes = new Uint8Array(50_000_000)
    for (let i = 0; i < 3; i++) await sha256Hex(bytes)
    expect(runtime.nowMs()).toBe(beganAtMs)
    await late
    expect(runtime.nowMs()).toBe(beganAtMs + 1)
  })

  it('wakes nobody when it is set', async () => {
    const runtime = createVirtualRuntime()
    const beganAtMs = runtime.nowMs()
    const late = runtime.sleep(100)
    runtime.shift(-3_600_000)
    await late
    expect(runtime.nowMs() - beganAtMs).toBe(100 - 3_600_000)
  })
})
