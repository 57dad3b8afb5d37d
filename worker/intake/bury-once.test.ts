import { describe, expect, it } from 'vitest'
import { buryOnce } from './bury-once.ts'
import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue.ts'

function letterOf(id: string): DeadLetter {
  return { id, body: 'poison', reason: 'malformed', detail: '' }
}

function recordingQueue(): DeadLetterQueue & { readonly ids: readonly string[] } {
  const ids: string[] = []
  return { ids, send: async ({ id }) => ids.push(id) > 0 }
}

describe('burying once', () => {
  it('sends a letter, and not a second time', async () => {
    const queue = recordingQueue()
    const deadLetters = buryOnce(queue)
    expect(await deadLetters.send(letterOf('a'))).toBe(true)
    expect(await deadLetters.send(letterOf('b'))).toBe(true)
    expect(await deadLetters.send(letterOf('a'))).toBe(false)
    expect(queue.ids).toEqual(['a', 'b'])
  })

  it('tries again what the queue did not take', async () => {
    let isDown = true
    const deadLetters = buryOnce({ send: async () => (isDown ? Promise.reject(new Error('down')) : true) })
    await expect(deadLetters.send(letterOf('a'))).rejects.toThrow('down')
    isDown = false
    expect(await deadLetters.send(letterOf('a'))).toBe(true)
  })

  it('forgets the oldest when it has to remember too many', async () => {
    const queue = recordingQueue()
    const deadLetters = buryOnce(queue, 2)
    for (const id of ['a', 'b', 'c', 'b', 'c', 'a']) await deadLetters.send(letterOf(id))
    expect(queue.ids).toEqual(['a', 'b', 'c', 'a'])
  })
})
