import type { SeenVersion } from './load-messages.ts'

/** Watches the versions that each edge shows. */
export interface VersionWatch {
  /** To be asked when a request begins. */
  highest(edge: string): number
  /** @param highestBefore  what `highest` said when this answer's request began */
  saw(edge: string, version: number, highestBefore: number): void
  readonly seen: readonly SeenVersion[]
  readonly wentBack: number
}

export function createVersionWatch(nowMs: () => number): VersionWatch {
  const highest = new Map<string, number>()
  const seen: SeenVersion[] = []
  let wentBack = 0
  const highestOf = (edge: string): number => highest.get(edge) ?? -1
  return {
    highest: highestOf,
    saw: (edge, version, highestBefore) => {
      if (version < highestBefore) wentBack += 1
      if (version <= highestOf(edge)) return
      highest.set(edge, version)
      seen.push({ edge, version, atMs: nowMs() })
    },
    seen,
    get wentBack() {
      return wentBack
    },
  }
}
