import { setImmediate as otherWork } from 'node:timers/promises'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import { previewChange } from '../../shared/evaluation/preview-change.ts'
import type { BothWays } from '../explaining/preview-draft.ts'
import type { SavedContext } from '../saved-contexts/saved-context-repository.ts'

/** What a change would mean for one example person, and for people like them. */
export interface WeighedContext {
  readonly id: string
  readonly name: string
  /** Whether the person of the example gets something else. */
  readonly changes: boolean
  /** Of 10 000 made-up targeting keys with the example's other attributes, how many get something else. Not traffic. */
  readonly changedKeys: number
}

export const SYNTHETIC_KEYS = 10_000
/** So many decisions at once hold up nobody for longer than a few milliseconds. */
const KEYS_AT_ONCE = 500

/** Tries a change out on every example, in slices, so that others are answered meanwhile. */
export async function weighChange(
  both: BothWays,
  contexts: readonly SavedContext[],
  nowMs: number,
): Promise<readonly WeighedContext[]> {
  const countChanged = (people: readonly EvaluationContext[]): number =>
    previewChange({ ...both, contexts: people, nowMs }).changedContexts
  const weighed: WeighedContext[] = []
  for (const { id, name, context } of contexts) {
    let changedKeys = 0
    for (let first = 0; first < SYNTHETIC_KEYS; first += KEYS_AT_ONCE) {
      changedKeys += countChanged(Array.from({ length: KEYS_AT_ONCE }, (_, i) => withKey(context, first + i)))
      await otherWork()
    }
    weighed.push({ id, name, changes: countChanged([context]) > 0, changedKeys })
  }
  return weighed
}

function withKey(context: EvaluationContext, number: number): EvaluationContext {
  return { ...context, targetingKey: `synthetic-${number}` }
}
