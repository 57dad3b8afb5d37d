import { setTimeout as sleep } from 'node:timers/promises'
import { WHOLE } from '../../shared/contracts/limits.ts'
import type { Answer } from '../harness/http.ts'
import type { TestStack } from '../harness/stack.ts'
import { FLIPPED_FLAG } from './scene-flags.ts'

/** Changes are counted through, so that each ruleset tells which of them it holds. */
export interface Written {
  /** The last change that the origin said it has. */
  readonly acknowledged: number
  /** The last that was sent; the origin may have it or not. */
  readonly sent: number
}

const LONGEST_LIFE_MS = 400

/**
 * Writes one change after the other until the origin is killed, at a random moment.
 * @param most  Redis keeps so many versions
 */
export async function writeUntilKilled(stack: TestStack, before: Written, most: number): Promise<Written> {
  const lifeMs = Math.random() * LONGEST_LIFE_MS
  const endsAtMs = performance.now() + lifeMs
  const killed = sleep(lifeMs).then(() => stack.kill('origin'))
  let written = before
  while (performance.now() < endsAtMs && written.sent - before.sent < most) {
    const sent = written.sent + 1
    const answer = await write(stack, sent)
    written = { acknowledged: answer === undefined ? written.acknowledged : sent, sent }
    if (answer === undefined) break
  }
  await killed
  return written
}

/**
 * Gives a share that is the number of the change to one of the flags that everybody is asked for.
 * @returns undefined when the origin died of it
 */
async function write(stack: TestStack, change: number): Promise<Answer | undefined> {
  const weights = [
    { variant: 'on', weight: change },
    { variant: 'off', weight: WHOLE - change },
  ]
  const body = { defaultServe: { split: { weights } } }
  const answer = await stack.api(FLIPPED_FLAG, { method: 'PATCH', body }).catch(() => undefined)
  if (answer !== undefined && answer.status !== 200) throw new Error(`writing change ${change}: ${answer.text}`)
  return answer
}

/** The last change that the origin has; 0 before the first. */
export async function readChange(stack: TestStack): Promise<number> {
  const { body } = await stack.api(FLIPPED_FLAG)
  return Number(body.defaultServe.split?.weights[0].weight ?? 0)
}
