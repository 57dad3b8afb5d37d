import { gunzipSync } from 'node:zlib'
import { vi } from 'vitest'

/** Knows whether cryptography is under way on another thread. */
export interface OtherThreads {
  readonly isBusy: () => boolean
  readonly restore: () => void
}

/** Counts what the Web Crypto API has in hand; what decompresses does so in one step of our own thread instead. */
export function watchOtherThreads(): OtherThreads {
  let underWay = 0
  const counted = <T>(work: Promise<T>): Promise<T> => {
    underWay++
    return work.finally(() => underWay--)
  }
  const verify = crypto.subtle.verify.bind(crypto.subtle)
  const digest = crypto.subtle.digest.bind(crypto.subtle)
  const spies = [
    vi.spyOn(crypto.subtle, 'verify').mockImplementation((...args) => counted(verify(...args))),
    vi.spyOn(crypto.subtle, 'digest').mockImplementation((...args) => counted(digest(...args))),
  ]
  vi.stubGlobal('DecompressionStream', GunzipInOneStep)
  return {
    isBusy: () => underWay > 0,
    restore: () => {
      for (const spy of spies) spy.mockRestore()
      vi.unstubAllGlobals()
    },
  }
}

class GunzipInOneStep extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    const parts: Uint8Array[] = []
    super({
      transform: (part) => void parts.push(part),
      flush: (controller) => controller.enqueue(new Uint8Array(gunzipSync(Buffer.concat(parts)))),
    })
  }
}
