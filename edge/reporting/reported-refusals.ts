import type { RefusalCount } from '../../shared/contracts/edge-report.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { createBoundedMap } from '../ruleset/bounded-map.ts'
import type { Refusals } from '../ruleset/refusals.ts'

/** Refusals that also wait, by environment, to be told to the origin. */
export interface ReportedRefusals extends Refusals {
  /** What waits, which then waits no more. */
  take(environmentId: string): readonly RefusalCount[]
  /** It could not be told: it waits again. */
  giveBack(environmentId: string, counts: readonly RefusalCount[]): void
}

const ENVIRONMENTS_LIMIT = 1_000

export function watchRefusals(refusals: Refusals): ReportedRefusals {
  const waiting = createBoundedMap<Map<string, RefusalCount>>(ENVIRONMENTS_LIMIT)

  const count = (environmentId: string, added: RefusalCount): void => {
    const counts = waiting.get(environmentId) ?? new Map<string, RefusalCount>()
    waiting.set(environmentId, counts)
    const name = `${added.part}.${added.reason}`
    const known = counts.get(name)
    if (known === undefined && counts.size >= LIMITS.refusalsPerReport) return
    counts.set(name, { ...added, count: Math.min((known?.count ?? 0) + added.count, LIMITS.countPerCounter) })
  }

  return {
    ...refusals,
    add: (environmentId, part, reason) => {
      refusals.add(environmentId, part, reason)
      count(environmentId, { part, reason, count: 1 })
    },
    take: (environmentId) => {
      const counts = [...(waiting.get(environmentId)?.values() ?? [])]
      waiting.delete(environmentId)
      return counts
    },
    giveBack: (environmentId, counts) => {
      for (const each of counts) count(environmentId, each)
    },
  }
}
