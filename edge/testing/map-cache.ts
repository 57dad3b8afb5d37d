import type { TextCache } from '../ruleset/text-cache.ts'

/** A cache in a map, which a test may look into, that hangs when it is told. */
export interface MapCache extends TextCache {
  readonly texts: Map<string, string>
  isHanging: boolean
}

export function createMapCache(): MapCache {
  const texts = new Map<string, string>()
  const cache: MapCache = {
    texts,
    isHanging: false,
    get: async (path) => {
      if (cache.isHanging) await new Promise(() => undefined)
      return texts.get(path)
    },
    put: (path, text) => {
      texts.set(path, text)
      return Promise.resolve()
    },
  }
  return cache
}
