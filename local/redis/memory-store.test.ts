import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from './memory-store.ts'

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'togglemaster-memory-')), 'data', 'redis.json')

describe('the Redis in memory', () => {
  it('refuses a script that has no equivalent', async () => {
    await expect(createMemoryStore().call(['EVAL', 'return 1', '0'])).rejects.toThrow(/no equivalent of this script/)
  })

  it('hands keys and arguments to a script apart', async () => {
    const seen: unknown[] = []
    const scripts = new Map([['the script', (_redis: unknown, ...rest: unknown[]) => (seen.push(...rest), null)]])
    await createMemoryStore({ scripts }).call(['EVAL', 'the script', '2', 'a', 'b', 'c'])
    expect(seen).toEqual([['a', 'b'], ['c']])
  })

  it('keeps what a failing script had written, as Redis does', async () => {
    const store = createMemoryStore({
      scripts: new Map([['half', (redis) => (redis.call('SET', 'a', '1'), redis.call('LLEN', 'a'))]]),
    })
    await expect(store.call(['EVAL', 'half', '0'])).rejects.toThrow(/WRONGTYPE/)
    expect(await store.call(['GET', 'a'])).toBe('1')
  })

  it('expires a key at its time, not before', async () => {
    let nowMs = 1_000_000
    const store = createMemoryStore({ nowMs: () => nowMs })
    await store.call(['SET', 'key', 'value', 'EX', '90'])
    nowMs += 89_999
    expect(await store.call(['TTL', 'key'])).toBe(0)
    expect(await store.call(['GET', 'key'])).toBe('value')
    nowMs += 1
    expect(await store.call(['GET', 'key'])).toBeNull()
    expect(await store.call(['KEYS', '*'])).toEqual([])
  })

  it('finds everything again in its file, with lists and times to live', async () => {
    const file = newFile()
    const first = createMemoryStore({ file, nowMs: () => 1_000_000 })
    await first.call(['SET', 'key', 'value', 'EX', '90'])
    await first.call(['RPUSH', '__proto__', 'a', 'b'])
    await first.close()
    const second = createMemoryStore({ file, nowMs: () => 1_000_000 })
    expect(await second.call(['TTL', 'key'])).toBe(90)
    expect(await second.call(['LRANGE', '__proto__', '0', '-1'])).toEqual(['a', 'b'])
    await second.close()
  })

  it('saves soon after a write, without being closed', async () => {
    const file = newFile()
    const store = createMemoryStore({ file })
    await store.call(['GET', 'key'])
    await store.call(['SET', 'key', 'value'])
    await expect.poll(() => existsSync(file)).toBe(true)
    expect(await createMemoryStore({ file }).call(['GET', 'key'])).toBe('value')
    await store.close()
  })

  it('does not start on a file that it cannot read, rather than overwrite it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'togglemaster-memory-')), 'redis.json')
    writeFileSync(file, '{"half')
    expect(() => createMemoryStore({ file })).toThrow(SyntaxError)
  })
})
