import type { Database } from '../db/open-database.ts'
import { pingDatabase } from '../db/ping-database.ts'
import type { WatchedUsageReader } from '../insights/watch-usage-reads.ts'
import type { Publisher } from '../publishing/publisher.ts'

export interface ReadinessParts {
  readonly database: Database
  readonly publisher: Pick<Publisher, 'status'>
  readonly usage: Pick<WatchedUsageReader, 'lastOutcome'>
}

/** What the origin needs, and how it is: states and counts only, since strangers may read it. */
export interface Readiness {
  readonly status: 'ready' | 'not ready'
  readonly database: 'up' | 'down'
  readonly redis: 'up' | 'down' | 'unknown'
  readonly unpublished: { readonly changes: number; readonly oldestMs: number }
  /** Environments whose newest ruleset cannot go out until somebody changes it, here: that needs a ready origin. */
  readonly refusedEnvironments: number
  /** How the last read of usage went. Only that call needs DynamoDB, so that it is never a reason not to be ready. */
  readonly dynamodb: string
}

/** A change that Redis does not have by now was not healed in the time that is promised. */
const OVERDUE_MS = 15_000

export function isDatabaseUp(database: Database): boolean {
  try {
    pingDatabase(database)
    return true
  } catch {
    return false
  }
}

/** Redis unknown is not ready: nothing that is committed now would be known to reach an edge. */
export function readReadiness({ database, publisher, usage }: ReadinessParts): Readiness {
  const dynamodb = usage.lastOutcome()
  if (!isDatabaseUp(database)) return { ...NOTHING_KNOWN, dynamodb }
  const { redis, unpublished, oldestUnpublishedMs, refused } = publisher.status()
  const isReady = redis === 'up' && oldestUnpublishedMs <= OVERDUE_MS
  return {
    status: isReady ? 'ready' : 'not ready',
    database: 'up',
    redis,
    unpublished: { changes: unpublished, oldestMs: oldestUnpublishedMs },
    refusedEnvironments: refused,
    dynamodb,
  }
}

const NOTHING_KNOWN = {
  status: 'not ready',
  database: 'down',
  redis: 'unknown',
  unpublished: { changes: 0, oldestMs: 0 },
  refusedEnvironments: 0,
} as const
