import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ClosedAddress, type ResolveName, createPostTo } from './post-to.ts'
import { isPublicAddress } from './public-address.ts'

/** Stands for a machine on the open Internet: everything else of this network is closed, as it is outside of tests. */
const OPEN = '127.0.0.1'
const isAllowed = (address: string): boolean => address === OPEN || isPublicAddress(address)

describe('a call to an address that somebody typed', () => {
  let server: Server
  let received: string[]
  let asked: string[]
  beforeEach(async () => {
    received = []
    asked = []
    server = createServer((request, response) => {
      received.push(request.url ?? '')
      response.writeHead(307, { location: `http://metadata.example:${port()}/latest` }).end()
    })
    server.listen(0, OPEN)
    await once(server, 'listening')
  })
  afterEach(async () => {
    server.close()
    await once(server, 'close')
  })

  const port = (): number => (server.address() as AddressInfo).port
  /** Answers with the next addresses each time it is asked, as a name that changes its mind does. */
  const postWith = (...answers: readonly (readonly string[])[]) => {
    const left = [...answers]
    const resolveName: ResolveName = (name, _options, found) => {
      asked.push(name)
      const addresses = left.shift() ?? []
      found(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
    const postTo = createPostTo(isAllowed, resolveName)
    return (host: string) => postTo({ url: `http://${host}:${port()}/hook`, headers: {}, body: '{}', timeoutMs: 5_000 })
  }

  it('goes to the very address that was judged: the name is not asked a second time', async () => {
    const post = postWith([OPEN], ['169.254.169.254'])
    expect(await post('rebinding.example')).toBe(307)
    expect([asked, received]).toEqual([['rebinding.example'], ['/hook']])
    await expect(post('rebinding.example')).rejects.toThrow(ClosedAddress)
    expect(received).toHaveLength(1)
  })

  it('follows no redirect, and does not even ask for the name in it', async () => {
    expect(await postWith([OPEN], [OPEN])('hooks.example')).toBe(307)
    expect([asked, received]).toEqual([['hooks.example'], ['/hook']])
  })

  it.each([['169.254.169.254'], ['10.0.0.1'], ['::1'], ['::ffff:169.254.169.254'], ['fd00:ec2::254']])(
    'is not made to a name that leads to %s, alone or among others',
    async (closed) => {
      await expect(postWith([closed])('inside.example')).rejects.toThrow(ClosedAddress)
      await expect(postWith([OPEN, closed])('inside.example')).rejects.toThrow(ClosedAddress)
      expect(received).toEqual([])
    },
  )

  it.each(['169.254.169.254', '[::ffff:a9fe:a9fe]', '0xa9fea9fe', '2852039166', '[fd00:ec2::254]'])(
    'is not made to %s, however the address is written, and no name is asked for',
    async (host) => {
      await expect(postWith([OPEN])(host)).rejects.toThrow(ClosedAddress)
      expect([asked, received]).toEqual([[], []])
    },
  )
})
