import type { EnvelopeRefusal } from '../../shared/contracts/envelope.ts'
import type { Log } from '../log.ts'

/** Why something that a source gave was not believed. */
export type RefusalReason =
  | EnvelopeRefusal
  | 'missing'
  | 'over_limit'
  | 'wrong_environment'
  | 'wrong_version'
  | 'wrong_digest'

export type SignedPart = 'head' | 'access' | 'ruleset'

/** Counts what a source gave and was not taken; `/readyz` shows it. */
export interface Refusals {
  /** Not believed: each is a line in the log. */
  add(environmentId: string, part: SignedPart, reason: RefusalReason): void
  /** Believed, and older than what is known: a replica that lags behind, at each publication perhaps. */
  addStale(part: SignedPart): void
  counts(): {
    /** By part and reason. */
    readonly refused: Readonly<Record<string, number>>
    /** By part. */
    readonly stale: Readonly<Record<string, number>>
  }
}

export function createRefusals(log: Log): Refusals {
  const refused = new Map<string, number>()
  const stale = new Map<string, number>()
  return {
    add: (environmentId, part, reason) => {
      countUp(refused, `${part}.${reason}`)
      log({ level: 'warn', event: 'ruleset_refused', environment: environmentId, part, reason })
    },
    addStale: (part) => countUp(stale, part),
    counts: () => ({ refused: Object.fromEntries(refused), stale: Object.fromEntries(stale) }),
  }
}

function countUp(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
