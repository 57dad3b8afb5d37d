import type { UsageRow } from './usage-rows.ts'
import { type UsageStep, startOfStep } from './usage-step.ts'

/** Decisions by name. Any name is an own property, `__proto__` too. */
type CountsByName = Readonly<Record<string, number>>

/** What was decided in one step. Decisions without a variant (a code default) or without a rule are in `total` alone. */
export interface UsageBucket {
  /** ISO 8601, UTC. */
  readonly start: string
  readonly total: number
  readonly variants: CountsByName
  /** By reason, or for an error by its code. */
  readonly reasons: CountsByName
  /** By rule id. */
  readonly rules: CountsByName
  /** By `classic`, `single`, `bulk`. */
  readonly sources: CountsByName
}

interface OpenBucket {
  total: number
  readonly variants: Map<string, number>
  readonly reasons: Map<string, number>
  readonly rules: Map<string, number>
  readonly sources: Map<string, number>
}

/** Adds rows up, in any order. */
export interface UsageBuckets {
  add(row: UsageRow): void
  /** In the order of time; buckets in which nothing was decided are left out. */
  close(): readonly UsageBucket[]
}

export function createUsageBuckets(step: UsageStep): UsageBuckets {
  const byStart = new Map<number, OpenBucket>()
  return {
    add(row) {
      const startMs = startOfStep(row.minuteAtMs, step)
      const bucket = byStart.get(startMs) ?? emptyBucket()
      byStart.set(startMs, bucket)
      addRow(bucket, row)
    },
    close: () => [...byStart].toSorted(([a], [b]) => a - b).map(([startMs, bucket]) => closeBucket(startMs, bucket)),
  }
}

function emptyBucket(): OpenBucket {
  return { total: 0, variants: new Map(), reasons: new Map(), rules: new Map(), sources: new Map() }
}

function addRow(bucket: OpenBucket, { decisions, variant, reason, ruleId, source }: UsageRow): void {
  bucket.total += decisions
  addName(bucket.variants, variant, decisions)
  addName(bucket.reasons, reason, decisions)
  addName(bucket.rules, ruleId, decisions)
  addName(bucket.sources, source, decisions)
}

function addName(counts: Map<string, number>, name: string | null | undefined, decisions: number): void {
  if (name !== null && name !== undefined) counts.set(name, (counts.get(name) ?? 0) + decisions)
}

function closeBucket(startMs: number, { total, variants, reasons, rules, sources }: OpenBucket): UsageBucket {
  return {
    start: new Date(startMs).toISOString(),
    total,
    variants: Object.fromEntries(variants),
    reasons: Object.fromEntries(reasons),
    rules: Object.fromEntries(rules),
    sources: Object.fromEntries(sources),
  }
}
