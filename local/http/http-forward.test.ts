import { type AddressInfo, type Server, type Socket, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HttpForwarder, createHttpForwarder } from './http-forward.ts'

const REQUEST = { method: 'POST', path: '/', headers: {}, body: Buffer.from('{}') }
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

describe('a forwarded request', () => {
  let server: Server
  let forwarder: HttpForwarder
  /** What each connection does with its next requests. */
  let answers: (socket: Socket, asked: number) => void
  let connections = 0
  beforeEach(async () => {
    connections = 0
    server = createServer((socket) => {
      connections += 1
      let asked = 0
      socket.on('error', () => undefined)
      socket.on('data', (data) => {
        if (data.includes('POST')) answers(socket, (asked += 1))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    forwarder = createHttpForwarder(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  afterEach(async () => {
    forwarder.close()
    await new Promise((resolve) => server.close(resolve))
  })

  it('is sent again when the connection that was kept for it has been closed meanwhile', async () => {
    answers = (socket, asked) => void (asked === 1 ? socket.write(ANSWER) : socket.resetAndDestroy())
    for (let i = 0; i < 3; i++) expect((await forwarder.forward(REQUEST)).body.toString()).toBe('ok')
    expect(connections).toBe(3)
  })

  it('fails where a new connection is closed: somebody may have read it', async () => {
    answers = (socket) => void socket.resetAndDestroy()
    await expect(forwarder.forward(REQUEST)).rejects.toThrow('ECONNRESET')
    expect(connections).toBe(1)
  })
})
