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
  | 'lower_version'

export type SignedPart = 'head' | 'access' | 'ruleset'

/** Counts refusals by part and reason: `/readyz` shows them, and each is a line in the log. */
export interface Refusals {
  add(environmentId: string, part: SignedPart, reason: RefusalReason): void
  counts(): Readonly<Record<string, number>>
}

export function createRefusals(log: Log): Refusals {
  const counts = new Map<string, number>()
  return {
    add: (environmentId, part, reason) => {
      const name = `${part}.${reason}`
      counts.set(name, (counts.get(name) ?? 0) + 1)
      log({ level: 'warn', event: 'ruleset_refused', environment: environmentId, part, reason })
    },
    counts: () => Object.fromEntries(counts),
  }
}
