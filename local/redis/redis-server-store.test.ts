import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from '@upstash/redis/cloudflare'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRedisServer } from './find-redis-server.ts'
import { startRedisFront, type RedisFront } from './redis-front.ts'
import { openRedisServerStore, type RedisServerStore } from './redis-server-store.ts'

const executable = findRedisServer(process.env['PATH'] ?? '') ?? ''

describe.runIf(executable !== '')('a redis-server that suffers', () => {
  let store: RedisServerStore
  let front: RedisFront
  let dataDirectory: string

  beforeEach(async () => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'togglemaster-redis-'))
    store = await openRedisServerStore({ executable, dataDirectory })
    front = await startRedisFront({ store, token: 'secret' })
  })
  afterEach(async () => {
    await front.close()
    await store.close()
  })

  it('fails commands at once while it is down, and serves what it had when it is back', async () => {
    const pid = store.server.pid
    await store.call(['SET', 'key', 'acknowledged'])
    await store.server.kill()
    await expect(store.call(['GET', 'key'])).rejects.toMatchObject({ code: 'unavailable' })
    await expect(store.callAtomically([['GET', 'key']])).rejects.toMatchObject({ code: 'unavailable' })
    await store.respawn()
    expect(store.server.pid).not.toBe(pid)
    expect(await store.call(['GET', 'key'])).toBe('acknowledged')
  })

  it('tells clients of the front that it is down with 500', async () => {
    await store.server.kill()
    for (const [path, body] of [
      ['/', '["GET","key"]'],
      ['/pipeline', '[["GET","key"]]'],
      ['/multi-exec', '[["GET","key"]]'],
    ] as const) {
      const response = await fetch(front.url + path, {
        method: 'POST',
        body,
        headers: { authorization: 'Bearer secret' },
      })
      expect([path, response.status]).toEqual([path, 500])
      expect(await response.json()).toEqual({ error: expect.any(String) })
    }
    const client = new Redis({ url: front.url, token: 'secret', enableTelemetry: false })
    await expect(client.get('key')).rejects.toThrow(/command was/)
  })

  it('fails what was under way when it was killed, and does not do it a second time', async () => {
    store.server.freeze()
    const lost = store.call(['INCR', 'counter']).catch((cause: unknown) => cause)
    await store.server.kill()
    expect(await lost).toMatchObject({ code: 'unavailable' })
    await store.respawn()
    expect(await store.call(['INCR', 'counter'])).toBe(1)
  })

  it('answers after the thaw what was asked while it was frozen', async () => {
    store.server.freeze()
    const answer = store.call(['PING'])
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 50, 'nothing yet'))])
    expect(first).toBe('nothing yet')
    store.server.thaw()
    expect(await answer).toBe('PONG')
  })

  it('hears a channel again after a restart', async () => {
    const heard: string[] = []
    await store.subscribe('news', (message) => heard.push(message))
    await store.server.kill()
    await store.respawn()
    await expect.poll(() => store.call(['PUBLISH', 'news', 'again'])).toBe(1)
    await expect.poll(() => heard).toEqual(['again'])
  })

  it('stops although it is frozen', async () => {
    const { pid } = store.server
    store.server.freeze()
    await store.close()
    expect(store.server.pid).toBeUndefined()
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH')
  })

  it('keeps its data from one opening to the next', async () => {
    await store.call(['SET', 'key', 'kept'])
    await store.close()
    store = await openRedisServerStore({ executable, dataDirectory })
    expect(await store.call(['GET', 'key'])).toBe('kept')
  })

  it('takes over from a server that a killed process left behind on the same folder', async () => {
    await store.call(['SET', 'key', 'acknowledged'])
    const next = await openRedisServerStore({ executable, dataDirectory })
    expect(store.server.pid).toBeUndefined()
    expect(await next.call(['GET', 'key'])).toBe('acknowledged')
    await next.close()
  })

  it('says so when the port is taken', async () => {
    const port = store.server.port
    const taken = openRedisServerStore({ executable, dataDirectory: join(dataDirectory, 'second'), port })
    await expect(taken).rejects.toThrow('redis-server ended while it started')
  })
})
