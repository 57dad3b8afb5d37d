/** How long the answers of one phase of a drill took. */
export interface PhaseFigures {
  readonly requests: number
  readonly failures: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly slowestMs: number
  /** Answers that took longer than an edge may wait for what stands behind it. */
  readonly blocked: number
}

export const BLOCKED_MS = 250

export function figuresOf(tookMs: readonly number[], failures: number): PhaseFigures {
  const sorted = tookMs.toSorted((a, b) => a - b)
  return {
    requests: sorted.length,
    failures,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    slowestMs: sorted.at(-1) ?? 0,
    blocked: sorted.filter((ms) => ms > BLOCKED_MS).length,
  }
}

/** The smallest value that at least this share of all is not above; 0 of none. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
