import type { Database } from '../db/open-database.ts'
import { pingDatabase } from '../db/ping-database.ts'
import type { Publisher } from '../publishing/publisher.ts'

/** What the origin needs, and how it is. */
export interface Readiness {
  readonly status: 'ready' | 'not ready'
  readonly database: 'up' | 'down'
  readonly redis: 'up' | 'down' | 'unknown'
  readonly unpublished: { readonly changes: number; readonly oldestMs: number; readonly problem: string | null }
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
export function readReadiness(database: Database, publisher: Pick<Publisher, 'status'>): Readiness {
  if (!isDatabaseUp(database)) {
    return { status: 'not ready', database: 'down', redis: 'unknown', unpublished: NOTHING_KNOWN }
  }
  const { redis, unpublished, oldestUnpublishedMs, problem } = publisher.status()
  const isReady = redis === 'up' && oldestUnpublishedMs <= OVERDUE_MS
  return {
    status: isReady ? 'ready' : 'not ready',
    database: 'up',
    redis,
    unpublished: { changes: unpublished, oldestMs: oldestUnpublishedMs, problem: problem ?? null },
  }
}

const NOTHING_KNOWN = { changes: 0, oldestMs: 0, problem: null }
