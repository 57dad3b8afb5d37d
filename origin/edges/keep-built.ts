import type { BuildOutcome } from '../building/ruleset-builder.ts'

/** A body has 7 MB at most; many cold edges ask for the same few. */
const KEPT = 8

/** Builds a version once for all edges that ask for it, also for those that ask while it is being built. */
export function keepBuilt(
  build: (environmentId: string) => Promise<BuildOutcome>,
): (environmentId: string, version: number) => Promise<BuildOutcome> {
  const kept = new Map<string, { readonly version: number; readonly outcome: Promise<BuildOutcome> }>()
  return (environmentId, version) => {
    const known = kept.get(environmentId)
    kept.delete(environmentId)
    const entry = known?.version === version ? known : { version, outcome: build(environmentId) }
    kept.set(environmentId, entry)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    entry.outcome.catch(() => {
      if (kept.get(environmentId) === entry) kept.delete(environmentId)
    })
    return entry.outcome
  }
}
