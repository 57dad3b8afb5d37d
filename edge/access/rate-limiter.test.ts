import { describe, expect, it } from 'vitest'
import { isWithinLimit } from './rate-limiter.ts'

const request = new Request('https://edge.example/', { headers: { 'cf-connecting-ip': '192.0.2.1' } })

describe('whether an address is within its limit', () => {
  it.each([true, false])('is what the binding says of it: %s', async (success) => {
    const keys: string[] = []
    const limit = ({ key }: { readonly key: string }) => Promise.resolve({ success: keys.push(key) > 0 && success })
    expect(await isWithinLimit({ limit }, request)).toBe(success)
    expect(keys).toEqual(['192.0.2.1'])
  })

  it('is so without a binding, and while it does not work', async () => {
    expect(await isWithinLimit(undefined, request)).toBe(true)
    expect(await isWithinLimit({ limit: () => Promise.reject(new Error('down')) }, request)).toBe(true)
  })
})
