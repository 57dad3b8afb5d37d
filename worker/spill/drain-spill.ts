import { createHash } from 'node:crypto'
import type { Intake } from '../intake/intake.ts'
import type { SpillStore } from './spill-store.ts'

const ENTRIES_PER_ROUND = 10

export interface DrainSpillOptions {
  readonly store: SpillStore
  readonly intake: Intake
  readonly stopping: AbortSignal
  readonly onDrained: (entries: number) => void
}

/**
 * Empties every spill list into the intake. An entry is removed after it was settled: when the process dies in between
 * it is taken again, and its marker says that it was seen.
 * @returns false when something had to be left
 * @throws when Redis does not answer
 */
export async function drainSpill(options: DrainSpillOptions): Promise<boolean> {
  let complete = true
  for (const list of await options.store.lists()) {
    if (options.stopping.aborted) return complete
    complete = (await drainList(list, options)) && complete
  }
  return complete
}

async function drainList(list: string, { store, intake, stopping, onDrained }: DrainSpillOptions): Promise<boolean> {
  let entries: readonly string[]
  do {
    entries = await store.head(list, ENTRIES_PER_ROUND)
    const { settled, left } = await intake(entries.map((body) => ({ id: idOf(body), body })))
    for (const { body } of settled) await store.remove(list, body)
    onDrained(settled.length)
    if (left.length > 0) return false
  } while (entries.length === ENTRIES_PER_ROUND && !stopping.aborted)
  return true
}

/** A spill list gives no ids; the text itself is the same for every delivery. */
function idOf(body: string): string {
  return `spill-${createHash('sha256').update(body).digest('hex')}`
}
