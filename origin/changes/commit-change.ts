import { insertAuditEntry } from '../audit/audit-repository.ts'
import type { Database, Transaction } from '../db/open-database.ts'
import { type RandomBytes, drawId } from '../identities/draw-id.ts'
import type { Publisher } from '../publishing/publisher.ts'
import { guardRemoval } from './guard-removal.ts'
import { recordAccessChange, recordRulesetChange } from '../publishing/record-change.ts'

/** A change under way, handed to the service functions that make it. */
export interface Change {
  readonly transaction: Transaction
  readonly nowMs: number
  /** A new generated id. */
  readonly drawId: () => string
  readonly randomBytes: RandomBytes
  /** Says that the environment's edges must learn of this; once or often, it makes one version. */
  readonly touchRuleset: (environmentId: string) => void
  /**
   * Says that flags leave the environment's ruleset. When most of them do, edges learn of it only if the caller allowed
   * that, which is audited.
   * @throws OriginError `mass_removal`, when the change is about to be committed
   */
  readonly removeFlags: (environmentId: string, isMassRemovalAllowed: boolean) => void
  readonly touchAccess: (environmentId: string) => void
  /** `before` and `after` are what people see; a secret never stands in them. */
  readonly audit: (entry: AuditedAct) => void
}

export interface AuditedAct {
  /** For example `flag.create`. */
  readonly action: string
  readonly projectId: string
  readonly environmentId?: string
  readonly target: string
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Makes a change: one SQLite transaction with the change, its audit entries and its outbox rows, all or nothing. Then
 * waits a moment for Redis, so that what is acknowledged is at once visible at the edges while Redis is healthy; when
 * it is not, the change holds all the same.
 * @param actor  `master`, or the id of the key that was used
 */
export type CommitChange = <T>(actor: string, make: (change: Change) => T) => Promise<T>

export interface CommitParts {
  readonly database: Database
  readonly clock: () => number
  readonly randomBytes: RandomBytes
  readonly publisher: Pick<Publisher, 'notify' | 'settled' | 'servedFlags'>
}

/** A healthy Redis needs about 10 ms; nobody waits longer than this for a sick one. */
export const SETTLE_MS = 250

export function createCommitChange(parts: CommitParts): CommitChange {
  return async (actor, make) => {
    const rulesets = new Set<string>()
    const access = new Set<string>()
    const removals = new Map<string, boolean>()
    const result = parts.database.transaction(
      (transaction) => {
        const nowMs = parts.clock()
        const made = make({
          transaction,
          nowMs,
          drawId: () => drawId(parts.randomBytes),
          randomBytes: parts.randomBytes,
          touchRuleset: (environmentId) => rulesets.add(environmentId),
          removeFlags: (environmentId, isMassRemovalAllowed) => {
            rulesets.add(environmentId)
            removals.set(environmentId, isMassRemovalAllowed)
          },
          touchAccess: (environmentId) => access.add(environmentId),
          audit: (act) => insertAuditEntry(transaction, { atMs: nowMs, actor, ...act }),
        })
        for (const environmentId of rulesets) {
          const version = recordRulesetChange(transaction, environmentId, nowMs)
          const isAllowed = removals.get(environmentId)
          if (isAllowed === undefined) continue
          const servedFlags = parts.publisher.servedFlags(environmentId)
          const act = guardRemoval(transaction, environmentId, { servedFlags, isAllowed, version })
          if (act !== undefined) insertAuditEntry(transaction, { atMs: nowMs, actor, ...act })
        }
        for (const environmentId of access) recordAccessChange(transaction, environmentId, nowMs)
        return made
      },
      { behavior: 'immediate' },
    )
    const touched = [...new Set([...rulesets, ...access])]
    for (const environmentId of touched) parts.publisher.notify(environmentId)
    if (touched.length > 0) await parts.publisher.settled(touched, SETTLE_MS)
    return result
  }
}
