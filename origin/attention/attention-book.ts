import type { Attention } from '../../shared/contracts/head.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'

/**
 * Who is being listened to closely: an environment's edges look ten times a second while its attention is raised. Kept in
 * memory alone: a restart forgets what was raised and what was spent, which costs at most one more budget.
 */
export interface AttentionBook {
  /** Raises it, or finds it raised; grants less than was wished when the day's budget ends before. */
  readonly raise: (environmentId: string) => RaisedAttention
  /** What a head says that is issued now; the time in it is what is left. `null` at rest. */
  readonly current: (environmentId: string) => Attention | null
}

export interface RaisedAttention {
  readonly attention: Attention | null
  readonly budgetRemainingMs: number
  /** Whether edges must be told: a head that was issued before does not say it. */
  readonly isNew: boolean
}

export interface AttentionParts {
  readonly clock: () => number
  /** Milliseconds a day for each environment; 0 turns it off. */
  readonly dailyBudgetMs: number
}

/** Two hours of ten looks a second cost what twenty hours of one a second do. */
export const DAILY_BUDGET_MS = 7_200_000
/** One that has this much left is not raised anew, so that many edits in a row are few raises. */
const LEFT_ENOUGH_MS = LIMITS.attentionMs / 2
const DAY_MS = 86_400_000

interface Account {
  readonly seq: number
  readonly raisedAtMs: number
  readonly endsAtMs: number
  /** Days since the epoch, in UTC: the day that `spentMs` belongs to. */
  readonly day: number
  readonly spentMs: number
}

export function createAttentionBook({ clock, dailyBudgetMs }: AttentionParts): AttentionBook {
  const accounts = new Map<string, Account>()
  // Edges tell raises apart by it, also those before and after a restart.
  let lastSeq = clock()

  const open = (environmentId: string, nowMs: number): Account => {
    const day = Math.floor(nowMs / DAY_MS)
    const account = accounts.get(environmentId)
    if (account === undefined) return { seq: 0, raisedAtMs: nowMs, endsAtMs: nowMs, day, spentMs: 0 }
    return account.day === day ? account : { ...account, day, spentMs: 0 }
  }

  return {
    raise: (environmentId) => {
      const nowMs = clock()
      const account = open(environmentId, nowMs)
      const leftMs = leftOf(account, nowMs)
      const budgetMs = dailyBudgetMs - account.spentMs
      const grantedMs = leftMs >= LEFT_ENOUGH_MS ? 0 : Math.min(LIMITS.attentionMs - leftMs, budgetMs)
      if (grantedMs <= 0) return { attention: saidOf(account, nowMs), budgetRemainingMs: budgetMs, isNew: false }
      lastSeq += 1
      const endsAtMs = nowMs + leftMs + grantedMs
      const raised = { ...account, seq: lastSeq, raisedAtMs: nowMs, endsAtMs, spentMs: account.spentMs + grantedMs }
      accounts.set(environmentId, raised)
      return { attention: saidOf(raised, nowMs), budgetRemainingMs: budgetMs - grantedMs, isNew: true }
    },
    current: (environmentId) => {
      const account = accounts.get(environmentId)
      return account === undefined ? null : saidOf(account, clock())
    },
  }
}

function saidOf(account: Account, nowMs: number): Attention | null {
  const forMs = leftOf(account, nowMs)
  return forMs === 0 ? null : { seq: account.seq, forMs }
}

/** A clock that stepped back to before the raise ends it: it could last an hour otherwise. */
function leftOf({ raisedAtMs, endsAtMs }: Account, nowMs: number): number {
  return nowMs < raisedAtMs ? 0 : Math.max(0, endsAtMs - nowMs)
}
