import type { ArrivalRow, Publish } from './propagation-repository.ts'

/** How long after its commit a version, or a later one, was served: over the locations where somebody was asking. */
export interface Spread {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

export interface PublishMeasure {
  /** `undefined` where nothing could be measured. */
  readonly servedAfterMs: Spread | undefined
  readonly measuredLocations: number
}

/** Where nobody had asked for longer than this, the first answer says when somebody asked again, and nothing else. */
export const TRAFFIC_MS = 10_000

export function measurePublish(publish: Publish, arrivals: readonly ArrivalRow[]): PublishMeasure {
  const firsts = new Map<string, ArrivalRow>()
  for (const arrival of arrivals) {
    if (!covers(arrival, publish)) continue
    const known = firsts.get(arrival.location)
    if (known === undefined || arrival.servedAtMs < known.servedAtMs) firsts.set(arrival.location, arrival)
  }
  const measured = [...firsts.values()].filter(({ quietForMs }) => quietForMs <= TRAFFIC_MS)
  const delaysMs = measured.map(({ servedAtMs }) => Math.max(0, servedAtMs - publish.committedAtMs))
  return { servedAfterMs: spreadOf(delaysMs), measuredLocations: measured.length }
}

/** An edge may go from one version to a later one; whatever lay between came to it with the later one. */
function covers({ version, afterVersion }: ArrivalRow, publish: Publish): boolean {
  return afterVersion < publish.version && publish.version <= version
}

function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const max = sorted.at(-1)
  if (max === undefined) return undefined
  // The nearest rank: one of the values, and of few values an upper one.
  const percentile = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? max
  return { p50: percentile(0.5), p99: percentile(0.99), max }
}
