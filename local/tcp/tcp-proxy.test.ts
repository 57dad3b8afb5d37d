import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TcpProxy, startTcpProxy } from './tcp-proxy.ts'

let service: Server
let proxy: TcpProxy
let client: Socket
/** What has reached the service. */
let arrived: string

beforeEach(async () => {
  arrived = ''
  service = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      arrived += chunk.toString()
      socket.write(`${chunk.toString()}!`)
    })
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  proxy = await startTcpProxy(`http://127.0.0.1:${(service.address() as AddressInfo).port}`)
  client = await connected()
})

afterEach(async () => {
  client.destroy()
  await proxy.close()
  service.close()
})

function dial(): Socket {
  return connect(Number(new URL(proxy.url).port), '127.0.0.1').on('error', () => undefined)
}

async function connected(): Promise<Socket> {
  const socket = dial()
  await once(socket, 'connect')
  return socket
}

/** An end by an error is an end. */
function closing(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('close', resolve)
  })
}

async function ask(question: string): Promise<string> {
  client.write(question)
  const [answer] = (await once(client, 'data')) as [Buffer]
  return answer.toString()
}

describe('a TCP proxy', () => {
  it('passes bytes on, both ways', async () => {
    expect(await ask('one')).toBe('one!')
    expect(await ask('two')).toBe('two!')
  })

  it('hangs open connections without a byte, and lets all of them pass when it is healed', async () => {
    expect(await ask('one')).toBe('one!')
    proxy.faults.set({ kind: 'hang' })
    client.write('two')
    await expect.poll(() => proxy.faults.strikes).toBe(1)
    expect(arrived).toBe('one')
    proxy.faults.clear()
    const [answer] = (await once(client, 'data')) as [Buffer]
    expect(answer.toString()).toBe('two!')
  })

  it('resets what is open and whoever comes', async () => {
    expect(await ask('one')).toBe('one!')
    const closed = closing(client)
    proxy.faults.set({ kind: 'refuse' })
    await closed
    await closing(dial())
    expect(proxy.faults.strikes).toBe(1)
    proxy.faults.clear()
    client = await connected()
    expect(await ask('two')).toBe('two!')
    expect(arrived).toBe('onetwo')
  })

  it('is slow by at least the delay, and keeps the order', async () => {
    proxy.faults.set({ kind: 'slow', delayMs: 60 })
    const startedMs = performance.now()
    expect(await ask('one')).toBe('one!')
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(59)
    client.end('two')
    expect(await text(client)).toBe('two!')
  })

  it('cuts an answer in the middle after the work was done', async () => {
    proxy.faults.set({ kind: 'cut' })
    client.write('abc')
    expect(await text(client)).toBe('ab')
    expect(arrived).toBe('abc')
  })

  it('has one fault at a time', async () => {
    proxy.faults.set({ kind: 'hang' })
    client.write('one')
    await expect.poll(() => proxy.faults.strikes).toBe(1)
    proxy.faults.set({ kind: 'slow', delayMs: 0 })
    const [answer] = (await once(client, 'data')) as [Buffer]
    expect(answer.toString()).toBe('one!')
  })

  it('resets whoever comes while the service is not there', async () => {
    client.destroy()
    await new Promise((resolve) => {
      service.close(resolve)
    })
    await closing(dial())
    expect(arrived).toBe('')
  })

  it('ends what it holds when it is closed', async () => {
    proxy.faults.set({ kind: 'hang' })
    client.write('one')
    await expect.poll(() => proxy.faults.strikes).toBe(1)
    const closed = closing(client)
    await proxy.close()
    await closed
  })
})
