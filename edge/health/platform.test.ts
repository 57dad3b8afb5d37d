import { afterEach, describe, expect, it, vi } from 'vitest'
import type { MarkerCache } from '../reporting/cache-marker.ts'
import { createShiftedRuntime } from '../testing/test-runtime.ts'
import { createPlatform } from './platform.ts'

const EMPTY: MarkerCache = { match: () => Promise.resolve(undefined), put: () => Promise.resolve() }

function createMemoryCache(): MarkerCache {
  const kept = new Set<string>()
  return {
    match: (address) => Promise.resolve(kept.has(address) ? new Response('') : undefined),
    put: (address) => Promise.resolve(void kept.add(address)),
  }
}

const platformOn = (cache: MarkerCache) => createPlatform(cache, createShiftedRuntime())

describe('what an edge runs on', () => {
  afterEach(() => vi.restoreAllMocks())

  it('verifies Ed25519, and keeps what it was given', async () => {
    const platform = platformOn(createMemoryCache())
    expect([await platform.verifiesSignatures(), await platform.keepsInCache()]).toEqual([true, true])
  })

  it.each([
    ['takes all and keeps nothing', EMPTY],
    ['fails', { ...EMPTY, put: () => Promise.reject(new Error('no cache')) }],
    ['hangs', { ...EMPTY, match: () => new Promise<never>(() => undefined) }],
  ])('is found out when its cache %s', async (_, cache) => {
    expect(await platformOn(cache).keepsInCache()).toBe(false)
  })

  it.each([
    ['does not know the algorithm', () => Promise.reject(new Error('NotSupportedError'))],
    ['believes nothing', () => Promise.resolve(false)],
    ['believes everything', () => Promise.resolve(true)],
  ])('is found out when it %s', async (_, verify) => {
    vi.spyOn(crypto.subtle, 'verify').mockImplementation(verify)
    expect(await platformOn(EMPTY).verifiesSignatures()).toBe(false)
  })
})
