import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInNetwork, parseIpAddress, parseIpNetwork } from './ip-address.ts'

describe('parseIpAddress', () => {
  it('reads every IPv4 address as its number', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number)
        expect(parseIpAddress(text)).toEqual([((a * 256 + b) * 256 + c) * 256 + d])
      }),
    )
  })

  it('reads every IPv6 address, as the URL parser reads it', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1)
        expect(parseIpAddress(text)).toEqual(parseIpAddress(canonical))
        expect(parseIpAddress(text)).toBeDefined()
      }),
    )
  })
})

describe('isInNetwork', () => {
  it('holds an address in its own network of any size, and in no other family', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.integer({ min: 0, max: 32 }), (four, six, bits) => {
        const [address, network, other] = [
          parseIpAddress(four),
          parseIpNetwork(`${four}/${bits}`),
          parseIpNetwork(`${six}/64`),
        ]
        if (address === undefined || network === undefined || other === undefined) throw new Error('expected addresses')
        expect(isInNetwork(address, network)).toBe(true)
        expect(isInNetwork(address, other)).toBe(false)
      }),
    )
  })

  it.each(['10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/', '10.0.0.0/8/8', '::/129', '::1/x', '/8', ''])(
    'knows no network %j',
    (text) => {
      expect(parseIpNetwork(text)).toBeUndefined()
    },
  )
})
