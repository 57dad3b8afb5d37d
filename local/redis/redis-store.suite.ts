import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RedisStore } from './redis-store.ts'

/** Raises a number and never lowers it: reads, decides, writes, as a compare-and-set does. */
export const RAISE_SCRIPT =
  "local held = tonumber(redis.call('GET', KEYS[1]) or '0') " +
  'if tonumber(ARGV[1]) <= held then return 0 end ' +
  "redis.call('SET', KEYS[1], ARGV[1]) return 1"

const UNSEEN_SHA = 'f'.repeat(40)

/** What every Redis of ours does alike, whatever is behind it and whatever lies between. */
export function describeRedisStore(name: string, open: () => Promise<RedisStore>): void {
  describe.each([name])('%s', () => {
    let redis: RedisStore
    const call = (...command: string[]) => redis.call(command)

    beforeAll(async () => {
      redis = await open()
    })
    beforeEach(async () => {
      await call('FLUSHALL')
    })
    afterAll(() => redis.close())

    describe('strings', () => {
      it('reads what was written, whatever the characters', async () => {
        const text = 'usuário-ção "quoted" \\ \n 🦊'
        expect(await call('SET', 'key', text)).toBe('OK')
        expect(await call('GET', 'key')).toBe(text)
      })

      it('answers null for a missing key', async () => {
        expect(await call('GET', 'missing')).toBeNull()
      })

      it('keeps the order of the keys in MGET, with null for missing keys and lists', async () => {
        await call('SET', 'a', '1')
        await call('RPUSH', 'list', 'x')
        expect(await call('MGET', 'a', 'missing', 'list', 'a')).toEqual(['1', null, null, '1'])
      })

      it('writes only a missing key with NX, and only an existing one with XX', async () => {
        expect(await call('SET', 'key', '1', 'XX')).toBeNull()
        expect(await call('SET', 'key', '1', 'NX')).toBe('OK')
        expect(await call('SET', 'key', '2', 'NX')).toBeNull()
        expect(await call('SETNX', 'key', '3')).toBe(0)
        expect(await call('SETNX', 'other', '3')).toBe(1)
        expect(await call('SET', 'key', '4', 'xx')).toBe('OK')
        expect(await call('MGET', 'key', 'other')).toEqual(['4', '3'])
      })

      it('forgets a key when its time is up', async () => {
        await call('SET', 'key', 'value', 'PX', '30')
        await expect.poll(() => call('GET', 'key')).toBeNull()
        expect(await call('EXISTS', 'key')).toBe(0)
      })

      it('tells the time to live, and loses it with a plain SET', async () => {
        await call('SET', 'key', 'value', 'EX', '100', 'NX')
        expect(await call('TTL', 'key')).toBe(100)
        await call('SET', 'key', 'value')
        expect(await call('TTL', 'key')).toBe(-1)
        expect(await call('TTL', 'missing')).toBe(-2)
      })

      it('gives an existing key a time to live, and deletes it for one that is past', async () => {
        await call('SET', 'key', 'value')
        expect(await call('EXPIRE', 'key', '50')).toBe(1)
        expect(await call('TTL', 'key')).toBe(50)
        expect(await call('EXPIRE', 'key', '0')).toBe(1)
        expect(await call('EXISTS', 'key')).toBe(0)
        expect(await call('EXPIRE', 'missing', '50')).toBe(0)
      })

      it('counts, and keeps the time to live while it counts', async () => {
        await call('SET', 'counter', '41', 'EX', '100')
        expect(await call('INCR', 'counter')).toBe(42)
        expect(await call('TTL', 'counter')).toBe(100)
        expect(await call('INCR', 'fresh')).toBe(1)
      })
    })

    describe('lists', () => {
      beforeEach(async () => {
        await call('RPUSH', 'list', 'c', 'd')
        await call('LPUSH', 'list', 'b', 'a')
      })

      it('grows at both ends', async () => {
        expect(await call('LRANGE', 'list', '0', '-1')).toEqual(['a', 'b', 'c', 'd'])
        expect(await call('LLEN', 'list')).toBe(4)
        expect(await call('RPUSH', 'list', 'e')).toBe(5)
      })

      it('reads ranges with both ends included, negative ones from the end', async () => {
        expect(await call('LRANGE', 'list', '1', '2')).toEqual(['b', 'c'])
        expect(await call('LRANGE', 'list', '-2', '99')).toEqual(['c', 'd'])
        expect(await call('LRANGE', 'list', '-99', '0')).toEqual(['a'])
        expect(await call('LRANGE', 'list', '3', '1')).toEqual([])
        expect(await call('LRANGE', 'list', '0', '-99')).toEqual([])
        expect(await call('LRANGE', 'missing', '0', '-1')).toEqual([])
      })

      it('pops from the left, one or several', async () => {
        expect(await call('LPOP', 'list')).toBe('a')
        expect(await call('LPOP', 'list', '2')).toEqual(['b', 'c'])
        expect(await call('LPOP', 'list', '2')).toEqual(['d'])
        expect(await call('LPOP', 'list')).toBeNull()
        expect(await call('EXISTS', 'list')).toBe(0)
      })

      it('trims to a range, and to nothing', async () => {
        expect(await call('LTRIM', 'list', '-2', '-1')).toBe('OK')
        expect(await call('LRANGE', 'list', '0', '-1')).toEqual(['c', 'd'])
        await call('LTRIM', 'list', '1', '0')
        expect(await call('EXISTS', 'list')).toBe(0)
      })

      it('removes values from the front, from the end, or all of them', async () => {
        await call('RPUSH', 'xs', 'x', '1', 'x', '2', 'x', '3', 'x')
        expect(await call('LREM', 'xs', '1', 'x')).toBe(1)
        expect(await call('LREM', 'xs', '-1', 'x')).toBe(1)
        expect(await call('LRANGE', 'xs', '0', '-1')).toEqual(['1', 'x', '2', 'x', '3'])
        expect(await call('LREM', 'xs', '0', 'x')).toBe(2)
        expect(await call('LREM', 'xs', '0', 'x')).toBe(0)
        expect(await call('LRANGE', 'xs', '0', '-1')).toEqual(['1', '2', '3'])
      })
    })

    describe('keys', () => {
      it('deletes and counts keys of any type', async () => {
        await call('SET', 'a', '1')
        await call('RPUSH', 'b', '1')
        expect(await call('EXISTS', 'a', 'b', 'c', 'a')).toBe(3)
        expect(await call('DEL', 'a', 'b', 'c')).toBe(2)
        expect(await call('EXISTS', 'a', 'b')).toBe(0)
      })

      it.each([
        ['tm:*', ['tm:a', 'tm:b']],
        ['tm:?', ['tm:a', 'tm:b']],
        ['tm:[a-a]', ['tm:a']],
        ['tm:[^a]', ['tm:b']],
        [String.raw`\*`, ['*']],
        ['a.c', ['a.c']],
        ['*', ['*', 'a.c', 'abc', 'tm:a', 'tm:b']],
      ])('finds the keys that match %s', async (glob, expected) => {
        for (const key of ['tm:a', 'tm:b', 'abc', 'a.c', '*']) await call('SET', key, '1')
        expect(((await call('KEYS', glob)) as string[]).toSorted()).toEqual(expected)
      })

      it('scans every key that is there from beginning to end, whatever happens to the others', async () => {
        for (let index = 0; index < 50; index += 1) await call('SET', `tm:${index}`, '1')
        const found = new Set<string>()
        let cursor = '0'
        do {
          const [next, keys] = (await call('SCAN', cursor, 'MATCH', 'tm:*', 'COUNT', '7')) as [string, string[]]
          for (const key of keys) found.add(key)
          await call('DEL', 'tm:0', 'tm:1', 'tm:2')
          cursor = next
        } while (cursor !== '0')
        for (let index = 3; index < 50; index += 1) expect(found).toContain(`tm:${index}`)
      })
    })

    describe('errors', () => {
      it.each([
        [['LLEN', 'string'], /^WRONGTYPE Operation against a key holding the wrong kind of value/],
        [['RPUSH', 'string', 'x'], /^WRONGTYPE/],
        [['GET', 'list'], /^WRONGTYPE/],
        [['INCR', 'list'], /^WRONGTYPE/],
        [['INCR', 'string'], /^ERR value is not an integer or out of range/],
        [['EXPIRE', 'string', 'soon'], /^ERR value is not an integer or out of range/],
        [['SET', 'key', 'value', 'EX', '0'], /^ERR invalid expire time in 'set' command/],
        [['SET', 'key', 'value', 'NX', 'XX'], /^ERR syntax error/],
        [['SET', 'key', 'value', 'EX'], /^ERR syntax error/],
        [['SET', 'key', 'value', 'SOON'], /^ERR syntax error/],
        [['SET', 'key'], /^ERR wrong number of arguments for 'set' command/],
        [['GET', 'a', 'b'], /^ERR wrong number of arguments for 'get' command/],
        [['SCAN', 'first'], /^ERR invalid cursor/],
        [['LPOP', 'list', '-1'], /^ERR value is out of range, must be positive/],
        [['FROBNICATE', 'x'], /^ERR unknown command 'FROBNICATE'/i],
        [['EVAL', RAISE_SCRIPT, 'many'], /^ERR value is not an integer or out of range/],
        [['EVALSHA', UNSEEN_SHA, '0'], /^NOSCRIPT No matching script/],
      ])('answers %j with the error that Redis gives', async (command, message) => {
        await call('SET', 'string', 'text')
        await call('RPUSH', 'list', 'x')
        await expect(redis.call(command)).rejects.toMatchObject({ message: expect.stringMatching(message) })
      })

      it('overwrites a list with SET', async () => {
        await call('RPUSH', 'list', 'x')
        await call('SET', 'list', 'now a string')
        expect(await call('GET', 'list')).toBe('now a string')
      })
    })

    describe('scripts', () => {
      it('runs a script by its text, and then by its hash', async () => {
        expect(await call('EVAL', RAISE_SCRIPT, '1', 'version', '5')).toBe(1)
        expect(await call('EVAL', RAISE_SCRIPT, '1', 'version', '4')).toBe(0)
        expect(await call('EVALSHA', await sha1(RAISE_SCRIPT), '1', 'version', '6')).toBe(1)
        expect(await call('GET', 'version')).toBe('6')
      })
    })

    describe('transactions', () => {
      it('answers each command, and goes on after one that fails', async () => {
        await call('SET', 'string', 'text')
        expect(
          await redis.callAtomically([
            ['SET', 'a', '1'],
            ['LLEN', 'string'],
            ['INCR', 'a'],
          ]),
        ).toEqual([{ result: 'OK' }, { error: expect.stringMatching(/^WRONGTYPE/) }, { result: 2 }])
      })

      it('does nothing when one of the commands does not exist', async () => {
        await expect(redis.callAtomically([['SET', 'a', '1'], ['FROBNICATE']])).rejects.toThrow(/EXECABORT/)
        expect(await call('EXISTS', 'a')).toBe(0)
      })

      it('lets nobody between its commands', async () => {
        const batch = Array.from({ length: 20 }, () => ['INCR', 'counter'])
        const answers = await Promise.all([redis.callAtomically(batch), redis.callAtomically(batch)])
        for (const outcomes of answers) {
          const results = outcomes.map((outcome) => ('result' in outcome ? Number(outcome.result) : Number.NaN))
          expect(results.map((result) => result - (results[0] ?? 0))).toEqual(batch.map((_command, index) => index))
        }
      })
    })

    describe('channels', () => {
      it('delivers a message to those who listen, until they stop', async () => {
        const heard: string[] = []
        const stop = await redis.subscribe('news', (message) => heard.push(message))
        await expect.poll(() => call('PUBLISH', 'news', 'extra, extra')).toBe(1)
        expect(await call('PUBLISH', 'other', 'unheard')).toBe(0)
        await expect.poll(() => heard).toEqual(['extra, extra'])
        stop()
        await expect.poll(() => call('PUBLISH', 'news', 'too late')).toBe(0)
        expect(heard).toEqual(['extra, extra'])
      })
    })
  })
}

async function sha1(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-1', Buffer.from(text))).toString('hex')
}
