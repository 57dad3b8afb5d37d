import { describe, expect, it } from 'vitest'
import { createShiftedRuntime } from '../testing/test-runtime.ts'
import { type MarkerCache, createCacheMarker } from './cache-marker.ts'

const runtime = createShiftedRuntime()

function createMemoryCache(): MarkerCache & { readonly kept: Map<string, string | null> } {
  const kept = new Map<string, string | null>()
  return {
    kept,
    match: (address) => Promise.resolve(kept.has(address) ? new Response('') : undefined),
    put: (address, response) => Promise.resolve(void kept.set(address, response.headers.get('cache-control'))),
  }
}

describe('a mark in the cache of a data centre', () => {
  it('is for the first who claims it, for as long as was asked', async () => {
    const cache = createMemoryCache()
    const [one, other] = [createCacheMarker(cache, runtime), createCacheMarker(cache, runtime)]
    expect([await one.claim('minute', 60), await other.claim('minute', 60), await other.claim('x', 9)]).toEqual([
      true,
      false,
      true,
    ])
    expect([...cache.kept.values()]).toEqual(['max-age=60', 'max-age=9'])
  })

  it.each([
    ['fails', () => Promise.reject(new Error('no cache'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('is everybody’s where the cache %s', async (_, match) => {
    const marker = createCacheMarker({ ...createMemoryCache(), match }, runtime)
    expect(await marker.claim('minute', 60)).toBe(true)
  })
})
