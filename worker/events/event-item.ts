import type { JsonValue } from '../../shared/contracts/json.ts'
import type { UsageBatch, UsageEvent } from '../../shared/contracts/usage.ts'
import { expiresAtSeconds } from '../cloud/expires-at.ts'

/**
 * A result's JSON text is cut after this many UTF-16 code units: at three bytes each it leaves half of DynamoDB's 400 KB
 * for an item to everything else, and no variant's value is longer as its author wrote it.
 */
export const RESULT_TEXT_LENGTH = 65_536

/** One decision as it lies in the seed's table: its five attributes, and ours. */
export interface EventItem {
  readonly event_id: string
  readonly user_id: string
  readonly flag_name: string
  /** A boolean as it is, any other value as its JSON text, `null` where the code default held. */
  readonly result: boolean | string | null
  /** ISO 8601. */
  readonly timestamp: string
  /** Seconds since 1970, for DynamoDB's time to live. */
  readonly expires_at: number
  readonly environment?: string
  readonly variant?: string | null
  readonly reason?: string
}

/** The same event gives the same item whenever it is delivered, so that writing it again changes nothing. */
export function eventItems(batch: UsageBatch, retentionDays: number): readonly EventItem[] {
  return batch.events.map((event) => eventItem(event, batch.environment, retentionDays))
}

function eventItem(event: UsageEvent, environment: string, retentionDays: number): EventItem {
  return {
    event_id: event.id.toWellFormed(),
    user_id: event.userId.toWellFormed(),
    flag_name: event.flag.toWellFormed(),
    result: resultAttribute(event.result),
    timestamp: new Date(event.atMs).toISOString(),
    expires_at: expiresAtSeconds(event.atMs, retentionDays),
    environment,
    variant: event.variant?.toWellFormed() ?? null,
    reason: event.reason,
  }
}

function resultAttribute(result: JsonValue): boolean | string | null {
  if (result === null || typeof result === 'boolean') return result
  return JSON.stringify(result).slice(0, RESULT_TEXT_LENGTH).toWellFormed()
}
