import { describe, expect, it } from 'vitest'
import { jitteredDelayMs, retry } from './retry-policy.ts'

const running = new AbortController().signal

describe('retrying', () => {
  it('repeats until it is done', async () => {
    let attempts = 0
    const attempt = async () => (++attempts < 3 ? 'again' : 'done')
    expect(await retry(attempt, { boundMs: 10_000, stopping: running })).toBe(true)
    expect(attempts).toBe(3)
  })

  it('gives up at its bound', async () => {
    const startedAtMs = performance.now()
    expect(await retry(async () => 'again', { boundMs: 200, stopping: running })).toBe(false)
    expect(performance.now() - startedAtMs).toBeLessThan(1_000)
  })

  it('finishes the attempt that runs and starts no other when the worker stops', async () => {
    const stopping = new AbortController()
    let attempts = 0
    const attempt = async () => {
      attempts++
      stopping.abort()
      return 'again' as const
    }
    expect(await retry(attempt, { boundMs: 10_000, stopping: stopping.signal })).toBe(false)
    expect(attempts).toBe(1)
  })

  it('waits longer each time, never past its bound, and never in step with another worker', () => {
    for (let failures = 1; failures < 2_000; failures += 7) {
      expect(jitteredDelayMs(failures)).toBeLessThanOrEqual(5_000)
      expect(jitteredDelayMs(failures)).toBeGreaterThanOrEqual(50)
    }
    expect(jitteredDelayMs(1)).toBeLessThanOrEqual(100)
    expect(jitteredDelayMs(20)).toBeGreaterThanOrEqual(2_500)
    expect(new Set(Array.from({ length: 20 }, () => jitteredDelayMs(9))).size).toBeGreaterThan(1)
  })
})
