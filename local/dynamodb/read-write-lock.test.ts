import { describe, expect, it } from 'vitest'
import { createReadWriteLock } from './read-write-lock.ts'

/** Lets everything run that waits for nothing. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a read-write lock', () => {
  it('lets sharers run together, and one alone only after them, before those that came later', async () => {
    const lock = createReadWriteLock()
    const log: string[] = []
    const gates = new Map<string, () => void>()
    const work = (name: string) => async () => {
      log.push(`${name} starts`)
      await new Promise<void>((resolve) => gates.set(name, resolve))
      log.push(`${name} ends`)
    }
    const all = [
      lock.share(work('first')),
      lock.share(work('second')),
      lock.alone(work('alone')),
      lock.share(work('late')),
    ]
    await settle()
    expect(log).toEqual(['first starts', 'second starts'])
    for (const name of ['second', 'first', 'alone', 'late']) {
      gates.get(name)?.()
      await settle()
    }
    await Promise.all(all)
    expect(log.slice(2)).toEqual([
      'second ends',
      'first ends',
      'alone starts',
      'alone ends',
      'late starts',
      'late ends',
    ])
  })

  it('goes on after work that fails', async () => {
    const lock = createReadWriteLock()
    await expect(lock.alone(() => Promise.reject(new Error('alone')))).rejects.toThrow('alone')
    await expect(lock.share(() => Promise.reject(new Error('shared')))).rejects.toThrow('shared')
    expect(await lock.alone(async () => 'done')).toBe('done')
  })
})
