import type { Bucketing } from '../contracts/flag.ts'
import type { AttributeReader } from './attribute.ts'
import { SCHEMES } from './bucketing/scheme.ts'
import { type Compilation, compileReading } from './compilation.ts'
import type { ContextFunction } from './context-test.ts'
import type { BucketShare } from './trace.ts'

/** What is bucketed unless a rule names another attribute. */
export const TARGETING_KEY = 'targetingKey'

/** A bucket in [0, 100 000), or `MISSING_SUBJECT` when the context does not say who is to be placed. */
export type Bucketer = ContextFunction<number>

/**
 * Below every bucket and every bound. A missing attribute never means a random bucket: whoever draws one looks for this
 * first.
 */
export const MISSING_SUBJECT = -1

/** Who is drawn, and by what. */
export interface Draw extends Bucketing {
  readonly by: string
  /** What the buckets stand for at a time, for the trace. */
  readonly shares: (nowMs: number) => readonly BucketShare[]
}

const readTargetingKey: AttributeReader = (context) => context.targetingKey

/**
 * Compiles the placing of a context. Texts that are not empty and finite numbers (written as JavaScript writes them)
 * can be placed; anything else counts as missing.
 */
export function compileBucketer({ scheme, salt, by, shares }: Draw, compilation: Compilation): Bucketer {
  const read = by === TARGETING_KEY ? readTargetingKey : compileReading(by, compilation)
  const place = SCHEMES[scheme](salt)
  const bucketOf: Bucketer = (context) => {
    const subject = read(context)
    if (typeof subject === 'string' && subject.length > 0) return place(subject)
    if (typeof subject === 'number' && Number.isFinite(subject)) return place(String(subject))
    return MISSING_SUBJECT
  }
  return compilation.world.watch(bucketOf, (bucket, context, nowMs) => {
    const subject = read(context)
    const placed = bucket === MISSING_SUBJECT || subject === undefined ? {} : { subject, bucket }
    return { step: 'bucket', scheme, salt, by, ...placed, shares: shares(nowMs) }
  })
}
