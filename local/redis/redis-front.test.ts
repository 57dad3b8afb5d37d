import { request } from 'node:http'
import { Redis } from '@upstash/redis/cloudflare'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from './memory-store.ts'
import { startRedisFront, type RedisFront } from './redis-front.ts'
import type { RedisStore } from './redis-store.ts'

const TOKEN = 'secret'

let store: RedisStore
let front: RedisFront
let client: Redis

beforeEach(async () => {
  store = createMemoryStore()
  front = await startRedisFront({ store, token: TOKEN })
  client = new Redis({
    url: front.url,
    token: TOKEN,
    automaticDeserialization: false,
    enableTelemetry: false,
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(2000),
  })
})
afterEach(async () => {
  await front.close()
  await store.close()
})

const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(front.url + path, { method: 'POST', body, headers: { authorization: `Bearer ${TOKEN}`, ...headers } })

describe('the protocol', () => {
  it('listens on loopback only', () => {
    expect(front.url).toBe(`http://127.0.0.1:${front.port}`)
  })

  it('answers a command as plain JSON, or with every string in base64 when asked', async () => {
    await store.call(['RPUSH', 'list', 'OK', 'ção'])
    const command = JSON.stringify(['LRANGE', 'list', 0, -1])
    expect(await (await post('/', command)).json()).toEqual({ result: ['OK', 'ção'] })
    expect(await (await post('/', command, { 'upstash-encoding': 'base64' })).json()).toEqual({
      result: ['T0s=', Buffer.from('ção').toString('base64')],
    })
  })

  it('leaves a bare OK, numbers, nulls and errors alone in base64', async () => {
    const commands = [
      ['SET', 'key', 'v'],
      ['LLEN', 'list'],
      ['GET', 'missing'],
      ['LLEN', 'key'],
      ['GET', 'key'],
    ]
    const response = await post('/pipeline', JSON.stringify(commands), { 'upstash-encoding': 'base64' })
    expect(await response.json()).toEqual([
      { result: 'OK' },
      { result: 0 },
      { result: null },
      { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' },
      { result: 'dg==' },
    ])
  })

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
  ])('refuses %s with 401', async (_name, headers) => {
    const response = await fetch(front.url, { method: 'POST', body: '["PING"]', headers })
    expect([response.status, await response.json()]).toEqual([
      401,
      { error: 'WRONGPASS invalid or missing auth token' },
    ])
  })

  it.each([
    ['/', 'no json', /^ERR failed to parse command/],
    ['/', '[]', /^ERR failed to parse command/],
    ['/', '{"GET":"key"}', /^ERR failed to parse command/],
    ['/', '["SET","key",null]', /^ERR failed to parse command/],
    ['/', '["GET"]', /^ERR wrong number of arguments/],
    ['/', '["SUBSCRIBE","news"]', /^ERR Command is not available: 'SUBSCRIBE'/],
    ['/pipeline', '[["PING"],["shutdown"]]', /^ERR Command is not available: 'SHUTDOWN'/],
    ['/pipeline', '["PING"]', /^ERR failed to parse/],
    ['/multi-exec', '[["PING"],["FROBNICATE"]]', /^EXECABORT/],
  ])('refuses POST %s with the body %s with 400', async (path, body, message) => {
    const response = await post(path, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringMatching(message) })
  })

  it('refuses a request above the ten megabytes that Upstash takes, and takes one of seven', async () => {
    const accepted = await post('/', JSON.stringify(['SET', 'key', 'x'.repeat(7 * 1024 * 1024)]))
    const refused = await post('/', JSON.stringify(['SET', 'key', 'x'.repeat(10 * 1024 * 1024)]))
    expect([accepted.status, refused.status]).toEqual([200, 400])
  })

  it('knows no other paths and no other methods', async () => {
    expect((await post('/elsewhere', '["PING"]')).status).toBe(404)
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await fetch(front.url, { headers })).status).toBe(405)
  })
})

describe('the real client', () => {
  it('writes, reads and evaluates through its typed methods', async () => {
    expect(await client.set('key', 'value', { nx: true, ex: 60 })).toBe('OK')
    expect(await client.mget('key', 'missing')).toEqual(['value', null])
    expect(await client.scan(0, { match: 'k*', count: 10 })).toEqual(['0', ['key']])
    await expect(client.eval('return 1', [], [])).rejects.toThrow(/no Lua/)
  })

  it('sends pipelines and transactions', async () => {
    expect(await client.pipeline().set('a', '1').get('a').exec()).toEqual(['OK', '1'])
    expect(await client.multi().incr('a').get('a').exec()).toEqual([2, '2'])
  })

  it('collects the commands of one tick into one request', async () => {
    await client.set('a', '1')
    await front.faults.set({ kind: 'slow', delayMs: 0 })
    expect(await Promise.all([client.get('a'), client.get('b')])).toEqual(['1', null])
    expect(front.faults.strikes).toBe(1)
  })

  it('hears a channel whose name has to be escaped in a path', async () => {
    const heard: unknown[] = []
    const subscriber = client.subscribe<string>(['a channel/with slash'])
    subscriber.on('message', ({ message }) => heard.push(message))
    await expect.poll(() => client.publish('a channel/with slash', 'plain')).toBe(1)
    await expect.poll(() => heard).toEqual(['plain'])
    await subscriber.unsubscribe()
  })
})

describe('faults', () => {
  beforeEach(async () => {
    await store.call(['SET', 'tm:head', 'old head'])
    await store.call(['SET', 'other', 'old other'])
  })

  it('hangs without doing the work, until the front is closed', async () => {
    await front.faults.set({ kind: 'hang' })
    const answer = client.set('key', 'value').catch((cause: unknown) => cause)
    await expect.poll(() => front.faults.strikes).toBe(1)
    await front.close()
    expect(await answer).toMatchObject({ message: 'fetch failed' })
    expect(await store.call(['EXISTS', 'key'])).toBe(0)
  })

  it('refuses by closing the socket', async () => {
    await front.faults.set({ kind: 'refuse' })
    await expect(client.get('tm:head')).rejects.toThrow('fetch failed')
  })

  it.each([500, 429])('answers %d with an error that the client understands', async (status) => {
    await front.faults.set({ kind: 'status', status })
    await expect(client.get('tm:head')).rejects.toThrow(`ERR fault: status ${status}`)
    expect((await post('/', '["PING"]')).status).toBe(status)
  })

  it('is slow by at least the delay', async () => {
    await front.faults.set({ kind: 'slow', delayMs: 60 })
    const startedMs = performance.now()
    expect(await client.get('tm:head')).toBe('old head')
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(59)
  })

  it('does the work and cuts the answer', async () => {
    await front.faults.set({ kind: 'truncate' })
    await expect(client.set('key', 'value')).rejects.toThrow('terminated')
    expect(await store.call(['GET', 'key'])).toBe('value')
  })

  it('reads what was true when the fault was set, and writes as ever', async () => {
    await front.faults.set({ kind: 'stale' })
    await client.set('tm:head', 'new head')
    await client.set('later', '1')
    expect(await client.mget('tm:head', 'later')).toEqual(['old head', null])
    expect(await client.multi().get('tm:head').incr('later').exec()).toEqual(['old head', 2])
    expect(await store.call(['GET', 'tm:head'])).toBe('new head')
    front.faults.clear()
    expect(await client.get('tm:head')).toBe('new head')
  })

  it('shows a new head while its body is not there yet', async () => {
    await store.call(['SET', 'tm:a:ruleset:1', 'old body'])
    await front.faults.set({ kind: 'head-before-body' })
    await client.set('tm:a:ruleset:2', 'new body')
    await client.set('tm:head', 'new head')
    expect(await client.mget('tm:head', 'other')).toEqual(['new head', 'old other'])
    expect(await Promise.all([client.get('tm:a:ruleset:1'), client.get('tm:a:ruleset:2')])).toEqual(['old body', null])
    front.faults.clear()
    expect(await client.get('tm:a:ruleset:2')).toBe('new body')
  })

  it('flips one bit of every string in an answer, and none of what is stored', async () => {
    await front.faults.set({ kind: 'flip-bit' })
    const damaged = (await client.get<string>('tm:head')) ?? ''
    expect(differingBits(damaged, 'old head')).toBe(1)
    expect(await store.call(['GET', 'tm:head'])).toBe('old head')
  })

  it('strikes only what matches', async () => {
    await front.faults.set({ kind: 'status', status: 500 }, ([, key]) => key?.startsWith('tm:') === true)
    expect(await client.get('other')).toBe('old other')
    await expect(client.get('tm:head')).rejects.toThrow('status 500')
    await expect(client.pipeline().get('other').get('tm:head').exec()).rejects.toThrow('status 500')
    expect(front.faults.strikes).toBe(2)
  })

  it('damages only what matches, also inside a pipeline', async () => {
    await front.faults.set({ kind: 'stale' }, ([, key]) => key === 'tm:head')
    await store.call(['SET', 'tm:head', 'new head'])
    await store.call(['SET', 'other', 'new other'])
    expect(await client.pipeline().get('other').get('tm:head').exec()).toEqual(['new other', 'old head'])
    expect(front.faults.strikes).toBe(1)
  })

  it('has one fault at a time', async () => {
    await front.faults.set({ kind: 'stale' })
    await front.faults.set({ kind: 'slow', delayMs: 0 })
    await store.call(['SET', 'tm:head', 'new head'])
    expect(await client.get('tm:head')).toBe('new head')
  })
})

describe('closing', () => {
  it('ends connections that are kept alive, and those that stream', async () => {
    await client.ping()
    const ended = new Promise((resolve) => {
      const stream = request(`${front.url}/subscribe/news`, { headers: { authorization: `Bearer ${TOKEN}` } })
      stream.on('response', (response) => response.on('close', resolve).resume())
      stream.end()
    })
    await expect.poll(() => store.call(['PUBLISH', 'news', 'hello'])).toBe(1)
    await front.close()
    await ended
    await expect.poll(() => store.call(['PUBLISH', 'news', 'hello'])).toBe(0)
  })
})

function differingBits(a: string, b: string): number {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  expect(left.length).toBe(right.length)
  return left.reduce((sum, byte, index) => sum + (byte ^ (right[index] ?? 0)).toString(2).replaceAll('0', '').length, 0)
}
