import type { UsageBatch, UsageCounter } from '../../shared/contracts/usage.ts'
import { droppedPartition, usageMinute, usagePartition, usageSortKey } from '../../shared/contracts/usage-table.ts'
import { expiresAtSeconds } from '../cloud/expires-at.ts'
import { unknownFlagIncrements } from './unknown-flag-increments.ts'

const MINUTE_MS = 60_000
/** A year can be compared with the one before it. */
const COUNTER_RETENTION_DAYS = 400

/** What one item of the usage table grows by. */
export interface Increment {
  readonly pk: string
  readonly sk: string
  /** The item's own attributes beside its keys; the same however often it grows. */
  readonly fields: Readonly<Record<string, string | number | null>>
  readonly expiresAtSeconds: number
  /** At least 1. */
  readonly decisions: number
  /** Hours that the item's own set of them gets, where it has one. */
  readonly hours?: ReadonlySet<number>
}

/**
 * Sums batches item by item, since a transaction may touch an item only once. Texts are made well-formed first: a lone
 * surrogate cannot be stored, and two names that differ only in one become the same item.
 */
export function sumIncrements(batches: readonly UsageBatch[]): readonly Increment[] {
  const byItem = new Map<string, Increment>()
  for (const increment of batches.flatMap(incrementsOf)) {
    const item = itemOf(increment)
    const before = byItem.get(item)
    byItem.set(item, before === undefined ? increment : add(before, increment))
  }
  return [...byItem.values()]
}

function add(before: Increment, { decisions, hours }: Increment): Increment {
  const sum = { ...before, decisions: before.decisions + decisions }
  return hours === undefined ? sum : { ...sum, hours: new Set([...(before.hours ?? []), ...hours]) }
}

/** The items that a batch touches, as texts that are equal exactly when the items are. */
export function itemsOf(batch: UsageBatch): ReadonlySet<string> {
  return new Set(incrementsOf(batch).map(itemOf))
}

function itemOf({ pk, sk }: Increment): string {
  return JSON.stringify([pk, sk])
}

function incrementsOf(batch: UsageBatch): readonly Increment[] {
  const counted = batch.counters.map((counter) => incrementOf(batch.environment, counter))
  const dropped = batch.dropped === 0 ? [] : [droppedOf(batch)]
  return [...counted, ...dropped, ...unknownFlagIncrements(batch)]
}

function incrementOf(environmentId: string, counter: UsageCounter): Increment {
  const { reason, source, minuteAtMs, count } = counter
  const flag = counter.flag.toWellFormed()
  const variant = counter.variant?.toWellFormed() ?? null
  const ruleId = counter.ruleId?.toWellFormed() ?? null
  return {
    pk: usagePartition(environmentId, flag),
    sk: usageSortKey({ source, reason, variant, ruleId, minuteAtMs }),
    fields: { flag, variant, reason, ruleId, source, minuteAtMs },
    expiresAtSeconds: expiresAtSeconds(minuteAtMs, COUNTER_RETENTION_DAYS),
    decisions: count,
  }
}

/** Drops are known by the batch that reports them, so its sealing says in which minute they are counted. */
function droppedOf({ environment, sealedAtMs, dropped }: UsageBatch): Increment {
  const minuteAtMs = sealedAtMs - (sealedAtMs % MINUTE_MS)
  return {
    pk: droppedPartition(environment),
    sk: usageMinute(minuteAtMs),
    fields: { minuteAtMs },
    expiresAtSeconds: expiresAtSeconds(minuteAtMs, COUNTER_RETENTION_DAYS),
    decisions: dropped,
  }
}
