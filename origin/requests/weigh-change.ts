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
  /** Of the made-up targeting keys with the example's other attributes, how many get something else. Not traffic. */
  readonly changedKeys: number
}

const MOST_SYNTHETIC_KEYS = 10_000
/** A segment may concern thousands of flags, each of which is decided twice for each key. */
const DECISIONS_PER_CONTEXT = 100_000
/** So many decisions at once hold up nobody for longer than a few milliseconds. */
const DECISIONS_AT_ONCE = 500

/** How many people like an example are made up: fewer where a change concerns many flags. */
export function syntheticKeysFor({ flagKeys }: Pick<BothWays, 'flagKeys'>): number {
  return Math.min(MOST_SYNTHETIC_KEYS, Math.ceil(DECISIONS_PER_CONTEXT / Math.max(1, flagKeys.length)))
}

/** Tries a change out on every example, in slices, so that others are answered meanwhile. */
export async function weighChange(
  both: BothWays,
  contexts: readonly SavedContext[],
  nowMs: number,
): Promise<readonly WeighedContext[]> {
  const countChanged = (people: readonly EvaluationContext[]): number =>
    previewChange({ ...both, contexts: people, nowMs }).changedContexts
  const syntheticKeys = syntheticKeysFor(both)
  const keysAtOnce = Math.max(1, Math.floor(DECISIONS_AT_ONCE / Math.max(1, both.flagKeys.length)))
  const weighed: WeighedContext[] = []
  for (const { id, name, context } of contexts) {
    let changedKeys = 0
    for (let first = 0; first < syntheticKeys; first += keysAtOnce) {
      const length = Math.min(keysAtOnce, syntheticKeys - first)
      changedKeys += countChanged(Array.from({ length }, (_, i) => withKey(context, first + i)))
      await otherWork()
    }
    weighed.push({ id, name, changes: countChanged([context]) > 0, changedKeys })
  }
  return weighed
}

function withKey(context: EvaluationContext, number: number): EvaluationContext {
  return { ...context, targetingKey: `synthetic-${number}` }
}
