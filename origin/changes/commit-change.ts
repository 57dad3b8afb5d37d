import type { AuditChain } from '../audit/audit-chain.ts'
import { appendAuditEntry } from '../audit/audit-repository.ts'
import type { Database, Transaction } from '../db/open-database.ts'
import { type RandomBytes, drawId } from '../identities/draw-id.ts'
import type { Publisher } from '../publishing/publisher.ts'
import { enqueueDeliveries } from '../webhooks/enqueue-deliveries.ts'
import { guardRemoval } from './guard-removal.ts'
import type { Author, ChangeWay } from './author.ts'
import { recordAccessChange, recordRulesetChange } from '../publishing/record-change.ts'

/** A change under way, handed to the service functions that make it. */
export interface Change {
  readonly transaction: Transaction
  readonly nowMs: number
  /** In whose name: `master`, or the id of the key or person. */
  readonly actor: string
  /** By which way it came in. */
  readonly way: ChangeWay
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
 */
export type CommitChange = <T>(author: Author, make: (change: Change) => T) => Promise<T>

export interface CommitParts {
  readonly database: Database
  readonly clock: () => number
  readonly randomBytes: RandomBytes
  readonly auditChain: AuditChain
  readonly publisher: Pick<Publisher, 'notify' | 'settled' | 'servedFlags'>
}

/** A healthy Redis needs about 10 ms; nobody waits longer than this for a sick one. */
export const SETTLE_MS = 250

export function createCommitChange(parts: CommitParts): CommitChange {
  return async (author, make) => {
    const touched: Touched = { rulesets: new Set(), access: new Set(), removals: new Map() }
    const result = parts.database.transaction(
      (transaction) => {
        const change = openChange(parts, { transaction, author, touched })
        const made = make(change)
        recordTouched(change, touched, parts)
        return made
      },
      { behavior: 'immediate' },
    )
    const concerned = [...new Set([...touched.rulesets, ...touched.access])]
    for (const environmentId of concerned) parts.publisher.notify(environmentId, author.trace)
    if (concerned.length > 0) await parts.publisher.settled(concerned, SETTLE_MS)
    return result
  }
}

/** Environments whose edges must learn of a change; of `removals` whether most of the flags may go. */
interface Touched {
  readonly rulesets: Set<string>
  readonly access: Set<string>
  readonly removals: Map<string, boolean>
}

function openChange(
  { clock, randomBytes, auditChain }: CommitParts,
  work: { readonly transaction: Transaction; readonly author: Author; readonly touched: Touched },
): Change {
  const { transaction, author, touched } = work
  const { actor, address, way, reason } = author
  const nowMs = clock()
  return {
    transaction,
    nowMs,
    actor,
    way,
    drawId: () => drawId(randomBytes),
    randomBytes,
    touchRuleset: (environmentId) => touched.rulesets.add(environmentId),
    removeFlags: (environmentId, isMassRemovalAllowed) => {
      touched.rulesets.add(environmentId)
      touched.removals.set(environmentId, isMassRemovalAllowed)
    },
    touchAccess: (environmentId) => touched.access.add(environmentId),
    audit: (act) => {
      appendAuditEntry(transaction, auditChain, { atMs: nowMs, actor, address, way, reason, ...act })
      enqueueDeliveries(transaction, { act, author, nowMs, drawId: () => drawId(randomBytes) })
    },
  }
}

/** One version for each environment, however often it was touched. */
function recordTouched(
  { transaction, nowMs, audit }: Change,
  { rulesets, access, removals }: Touched,
  { publisher }: CommitParts,
): void {
  for (const environmentId of rulesets) {
    const version = recordRulesetChange(transaction, environmentId, nowMs)
    const isAllowed = removals.get(environmentId)
    if (isAllowed === undefined) continue
    const servedFlags = publisher.servedFlags(environmentId)
    const act = guardRemoval(transaction, environmentId, { servedFlags, isAllowed, version })
    if (act !== undefined) audit(act)
  }
  for (const environmentId of access) recordAccessChange(transaction, environmentId, nowMs)
}
