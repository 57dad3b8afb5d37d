import type { Author } from '../changes/author.ts'
import type { AuditedAct } from '../changes/commit-change.ts'
import type { Transaction } from '../db/open-database.ts'
import { timeOf } from '../http/time-schema.ts'
import { type Webhook, insertDelivery, listWebhooks } from './webhook-repository.ts'

export interface Told {
  readonly act: AuditedAct
  readonly author: Author
  readonly nowMs: number
  readonly drawId: () => string
}

/** Writes down, with the change itself, whom to tell of it: a crash after that loses nothing. */
export function enqueueDeliveries(transaction: Transaction, { act, author, nowMs, drawId }: Told): void {
  const listening = listWebhooks(transaction, act.projectId).filter((webhook) => isInterested(webhook, act.action))
  if (listening.length === 0) return
  const { action, environmentId = null, target, before = null, after = null } = act
  const { actor, way, reason } = author
  const data = { environmentId, target, actor, way, reason, before, after }
  const body = JSON.stringify({ type: action, timestamp: timeOf(nowMs), data })
  for (const { id: webhookId } of listening) {
    insertDelivery(transaction, newDelivery({ id: drawId(), webhookId, event: action, body, nowMs }))
  }
}

export interface NewDelivery {
  readonly id: string
  readonly webhookId: string
  readonly event: string
  readonly body: string
  readonly nowMs: number
}

export function newDelivery({ nowMs, ...facts }: NewDelivery) {
  return {
    ...facts,
    state: 'pending' as const,
    attempts: 0,
    nextAttemptAtMs: nowMs,
    outcome: null,
    createdAtMs: nowMs,
    finishedAtMs: null,
  }
}

function isInterested({ events, enabled }: Webhook, action: string): boolean {
  const kind = action.split('.')[0] ?? ''
  return enabled && events.some((event) => event === '*' || event === action || event === `${kind}.*`)
}
