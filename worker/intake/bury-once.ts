import type { DeadLetterQueue } from './dead-letter-queue.ts'

/** About a megabyte of ids. */
const REMEMBERED = 10_000

/**
 * Sends no letter again that this process has sent: a message comes again when it could not be removed from where it
 * came from after its letter was taken. What stays possible is that the process dies in between, that two workers take
 * the same spill entry at the same time, or that more letters came meanwhile than are remembered; such letters have one
 * `id`, by which a person tells them.
 */
export function buryOnce(queue: DeadLetterQueue, remembered: number = REMEMBERED): DeadLetterQueue {
  const buried = new Set<string>()
  return {
    async send(letter) {
      if (buried.has(letter.id)) return false
      const isNew = await queue.send(letter)
      buried.add(letter.id)
      // A Set keeps the order of its entries: the first is the oldest.
      for (const oldest of buried) {
        if (buried.size <= remembered) break
        buried.delete(oldest)
      }
      return isNew
    },
  }
}
