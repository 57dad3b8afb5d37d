import { fromBase64 } from '../../shared/hashing/encoding.ts'
import type { MarkerCache } from '../reporting/cache-marker.ts'
import type { Runtime } from '../runtime.ts'

/** What an edge takes for granted of where it runs, and what only a deployment can show. */
export interface Platform {
  /** Whether a signature that is known to be right is believed, and one that is known to be wrong is not. Never rejects. */
  verifiesSignatures(): Promise<boolean>
  /** Whether the data centre's cache gives back what it was given: without a custom domain it takes all and keeps nothing. Never rejects. */
  keepsInCache(): Promise<boolean>
}

/** RFC 8032, 7.1, test 2: its public key, and its signature of the one byte 0x72. */
const PUBLIC_KEY = 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw='
const SIGNATURE = 'kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA=='
const SIGNED = new Uint8Array([0x72])
const NEVER_SIGNED = new Uint8Array([0x73])

/** No name that anybody could ask a cache for from outside. */
const ADDRESS = 'https://readiness.togglemaster.internal/'
const KEPT_FOR_SECONDS = 5
const TIMEOUT_MS = 250

export function createPlatform(cache: MarkerCache, { sleep, uuid }: Pick<Runtime, 'sleep' | 'uuid'>): Platform {
  const givesBack = async (address: string): Promise<boolean> => {
    await cache.put(address, new Response('', { headers: { 'cache-control': `max-age=${KEPT_FOR_SECONDS}` } }))
    const found = await cache.match(address)
    await found?.body?.cancel()
    return found !== undefined
  }
  return {
    verifiesSignatures: () => isKnownAnswerGiven().catch(() => false),
    keepsInCache: () => {
      const given = givesBack(ADDRESS + uuid()).catch(() => false)
      return Promise.race([given, sleep(TIMEOUT_MS).then(() => false)])
    },
  }
}

async function isKnownAnswerGiven(): Promise<boolean> {
  const [publicKey, signature] = [fromBase64(PUBLIC_KEY), fromBase64(SIGNATURE)]
  if (publicKey === undefined || signature === undefined) return false
  const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify'])
  const isBelieved = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.verify('Ed25519', key, signature, bytes)
  return (await isBelieved(SIGNED)) && !(await isBelieved(NEVER_SIGNED))
}
