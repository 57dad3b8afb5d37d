/** How much a flag was asked for in a span of time. */
export interface FlagActivity {
  readonly total: number
  /** Evaluations in equal parts of the span, the oldest first. */
  readonly bars: readonly number[]
  /** Begin of the last hour with an evaluation; `undefined` where there was none. */
  readonly lastAt: string | undefined
}

const BARS = 28

interface CountedFlag {
  readonly total: number
  readonly buckets: readonly { readonly start: string; readonly total: number }[]
}

export function activityOf(
  { total, buckets }: CountedFlag,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): FlagActivity {
  const bars = Array.from({ length: BARS }, () => 0)
  let lastAt: string | undefined
  for (const bucket of buckets) {
    if (bucket.total === 0) continue
    lastAt = bucket.start
    // The first hour may have begun before the span.
    const place = Math.floor(((Date.parse(bucket.start) - fromMs) / (toMs - fromMs)) * BARS)
    const bar = Math.min(BARS - 1, Math.max(0, place))
    bars[bar] = (bars[bar] ?? 0) + bucket.total
  }
  return { total, bars, lastAt }
}
