import { Webhook as Signer } from 'standardwebhooks'
import type { Database } from '../db/open-database.ts'
import { ClosedAddress, type PostTo } from './post-to.ts'
import {
  type Delivery,
  type DueDelivery,
  forgetDeliveries,
  listDueDeliveries,
  listDueWebhooks,
  updateDelivery,
} from './webhook-repository.ts'

/** Tells webhooks what they wait for, and goes on with what was left over when the origin starts. */
export interface WebhookDispatcher {
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** Sends what is due now, and resolves when each of them was answered or given up. */
  readonly dispatch: () => Promise<void>
}

export interface DispatcherParts {
  readonly database: Database
  readonly postTo: PostTo
  readonly clock: () => number
  /** In [0, 1). */
  readonly random: () => number
  readonly onProblem: (problem: string, error: unknown) => void
}

const TICK_MS = 1_000
/** To each: one that hangs holds up itself alone. */
const AT_ONCE = 4
const TIMEOUT_MS = 10_000
const KEPT_MS = 30 * 86_400_000
/** Of each: a log to look at, and not an archive. */
const MOST_KEPT = 10_000
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** The times that Standard Webhooks recommends; what is not taken after the last is given up. */
export const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
] as const

export function createWebhookDispatcher(parts: DispatcherParts): WebhookDispatcher {
  const { database, clock, onProblem } = parts
  const lanes = new Map<string, Promise<void>>()
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined

  const tellAll = async (webhookId: string): Promise<void> => {
    const nextDue = () => listDueDeliveries(database, webhookId, { nowMs: clock(), limit: AT_ONCE })
    for (let due = nextDue(); due.length > 0 && !ending.signal.aborted; due = nextDue()) {
      await Promise.all(due.map((item) => deliver(parts, item)))
    }
    forgetDeliveries(database, webhookId, { madeBeforeMs: clock() - KEPT_MS, mostKept: MOST_KEPT })
  }
  const dispatch = async (): Promise<void> => {
    for (const webhookId of listDueWebhooks(database, clock())) {
      if (lanes.has(webhookId)) continue
      const lane = tellAll(webhookId)
        .catch((error: unknown) => onProblem('a webhook could not be told', error))
        .finally(() => lanes.delete(webhookId))
      lanes.set(webhookId, lane)
    }
    await Promise.all(lanes.values())
  }
  const tick = (): void => {
    dispatch().catch((error: unknown) => onProblem('webhooks could not be told', error))
  }
  return {
    start: () => void (timer = setInterval(tick, TICK_MS)),
    stop: async () => {
      clearInterval(timer)
      ending.abort()
      await Promise.all(lanes.values())
    },
    dispatch,
  }
}

async function deliver(parts: DispatcherParts, { delivery, webhook }: DueDelivery): Promise<void> {
  const { id, body } = delivery
  const sentAt = new Date(parts.clock())
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'ToggleMaster-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / SECOND_MS)),
    'webhook-signature': new Signer(webhook.secret).sign(id, sentAt, body),
  }
  const outcome = await parts
    .postTo({ url: webhook.url, headers, body, timeoutMs: TIMEOUT_MS })
    .then((status) => ({ isTaken: status >= 200 && status < 300, isHopeless: status === 410, text: String(status) }))
    .catch((error: unknown) => ({ isTaken: false, isHopeless: error instanceof ClosedAddress, text: reasonOf(error) }))
  updateDelivery(parts.database, afterAttempt(delivery, outcome, parts))
}

interface Outcome {
  readonly isTaken: boolean
  /** 410 Gone, or an address that will never do. */
  readonly isHopeless: boolean
  readonly text: string
}

function afterAttempt(delivery: Delivery, outcome: Outcome, { clock, random }: DispatcherParts): Delivery {
  const attempts = delivery.attempts + 1
  const waitMs = RETRY_AFTER_MS[attempts - 1]
  const tried = { ...delivery, attempts, outcome: outcome.text }
  const over = { nextAttemptAtMs: null, finishedAtMs: clock() }
  if (outcome.isTaken) return { ...tried, ...over, state: 'delivered' }
  if (outcome.isHopeless || waitMs === undefined) return { ...tried, ...over, state: 'failed' }
  // A tenth of jitter, so that what failed together is not tried together for ever.
  return { ...tried, nextAttemptAtMs: clock() + Math.round(waitMs * (1 + random() / 10)) }
}

/** The code of a system error, or the name: a message may hold an address. */
function reasonOf(error: unknown): string {
  if (error instanceof ClosedAddress) return error.message
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
