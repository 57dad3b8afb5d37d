import { OTHER_FLAG } from '../../shared/contracts/name.ts'
import {
  UNKNOWN_FLAG_DAYS,
  unknownFlagPartition,
  unknownFlagSortKey,
} from '../../shared/contracts/unknown-flag-item.ts'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { expiresAtSeconds } from '../cloud/expires-at.ts'
import type { Increment } from './increments.ts'

/**
 * Names of one batch that are kept apart; with its counters, the dropped-count, the row of all others and the marker
 * they fit one transaction. An edge sends fewer: 20 an hour.
 */
export const UNKNOWN_NAMES_PER_BATCH = 16

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * What a batch says of flags that do not exist: at most `UNKNOWN_NAMES_PER_BATCH` items and one for all others, which is
 * counted in the hour of the sealing. It depends on the batch alone, so that every delivery counts the same.
 */
export function unknownFlagIncrements(batch: UsageBatch): readonly Increment[] {
  const named = new Set<string>()
  return batch.counters
    .filter(({ reason }) => reason === 'FLAG_NOT_FOUND')
    .map(({ flag, minuteAtMs, count }) => {
      const increment = incrementOf(batch.environment, { flag: flag.toWellFormed(), atMs: minuteAtMs, count })
      const isKept = flag !== OTHER_FLAG && (named.has(increment.sk) || named.size < UNKNOWN_NAMES_PER_BATCH)
      if (!isKept) return incrementOf(batch.environment, { flag: OTHER_FLAG, atMs: batch.sealedAtMs, count })
      named.add(increment.sk)
      return increment
    })
}

interface Asked {
  readonly flag: string
  readonly atMs: number
  readonly count: number
}

function incrementOf(environmentId: string, { flag, atMs, count }: Asked): Increment {
  const dayAtMs = atMs - (atMs % DAY_MS)
  return {
    pk: unknownFlagPartition(environmentId),
    sk: unknownFlagSortKey(dayAtMs, flag),
    fields: { flag, dayAtMs },
    expiresAtSeconds: expiresAtSeconds(dayAtMs + DAY_MS, UNKNOWN_FLAG_DAYS),
    decisions: count,
    hours: new Set([Math.floor((atMs - dayAtMs) / HOUR_MS)]),
  }
}
