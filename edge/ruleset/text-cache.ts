/** Keeps texts for all isolates of a data centre. It may forget any of them, and whatever it gives is verified. */
export interface TextCache {
  get(path: string): Promise<string | undefined>
  put(path: string, text: string): Promise<void>
}

/** A name that belongs to nobody (RFC 2606): what is kept under it cannot be had from outside, whatever is routed where. */
const BASE = 'https://rulesets.togglemaster.invalid/'
/** The Cache API wants an end; a year is none. It forgets what is not used long before. */
const KEEP = 'max-age=31536000'

/** The Cache API of Workers; `undefined` in a runtime that has none. On a domain of `workers.dev` it keeps nothing. */
export function findTextCache(): TextCache | undefined {
  const cache = 'caches' in globalThis && 'default' in caches ? caches.default : undefined
  if (!(cache instanceof Object && 'match' in cache && 'put' in cache)) return undefined
  return createTextCache(cache as Cache)
}

export function createTextCache(cache: Pick<Cache, 'match' | 'put'>): TextCache {
  return {
    get: async (path) => (await cache.match(BASE + path))?.text(),
    put: (path, text) => cache.put(BASE + path, new Response(text, { headers: { 'cache-control': KEEP } })),
  }
}
