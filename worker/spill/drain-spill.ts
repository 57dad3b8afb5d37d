import { createHash } from 'node:crypto'
import type { Intake } from '../intake/intake.ts'
import type { SpillStore } from './spill-store.ts'

const ENTRIES_PER_ROUND = 10
/** After a thousand entries of a list it is time to look whether there are new lists. */
export const ROUNDS_PER_LIST = 100

export interface DrainSpillOptions {
  readonly store: SpillStore
  readonly intake: Intake
  readonly stopping: AbortSignal
  readonly onDrained: (entries: number) => void
}

/**
 * Takes the spill lists into the intake, round by round over all of them: a full list keeps no other one waiting. An
 * entry is removed after it was settled: when the process dies in between it is taken again, and its marker says that it
 * was seen.
 * @returns false when something had to be left because a store did not answer
 * @throws when Redis does not answer
 */
export async function drainSpill(options: DrainSpillOptions): Promise<boolean> {
  const outcomes: RoundOutcome[] = []
  let lists = await options.store.lists()
  for (let round = 0; lists.length > 0 && round < ROUNDS_PER_LIST; round++) {
    const further: string[] = []
    for (const list of lists) {
      if (options.stopping.aborted) break
      const outcome = await drainRound(list, options)
      outcomes.push(outcome)
      if (outcome === 'more') further.push(list)
    }
    lists = further
  }
  return !outcomes.includes('left')
}

type RoundOutcome = 'empty' | 'more' | 'left'

async function drainRound(list: string, { store, intake, onDrained }: DrainSpillOptions): Promise<RoundOutcome> {
  const entries = await store.head(list, ENTRIES_PER_ROUND)
  const { settled, left } = await intake(entries.map((body) => ({ id: idOf(body), body })))
  for (const { body } of settled) await store.remove(list, body)
  onDrained(settled.length)
  if (left.length > 0) return 'left'
  return entries.length === ENTRIES_PER_ROUND ? 'more' : 'empty'
}

/** A spill list gives no ids; its text is the same for every delivery. */
function idOf(body: string): string {
  return `spill-${createHash('sha256').update(body).digest('hex')}`
}
