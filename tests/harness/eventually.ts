import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 50

/** Asks until the answer is accepted; gives the last one, so that a failing expectation shows it. */
export async function eventually<T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
  withinMs: number,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (accept(answer) || performance.now() > deadline) return answer
    await sleep(POLL_MS)
  }
}
