import type { BucketCondition } from '../contracts/bucket-range.ts'
import { MISSING_SUBJECT, TARGETING_KEY, compileBucketer } from './bucket.ts'
import type { Compilation } from './compilation.ts'
import type { ContextTest } from './context-test.ts'

/** Compiles a test of the bucket that a shared salt gives. Who cannot be placed is neither inside nor outside. */
export function compileBucketCondition(
  { bucket: range, negate = false }: BucketCondition,
  compilation: Compilation,
): ContextTest {
  const { salt, from, to, by = TARGETING_KEY, scheme = 'native' } = range
  const shares = () => [{ name: 'range', from, to }]
  const bucketOf = compileBucketer({ scheme, salt, by, shares }, compilation)
  const holds: ContextTest = (context, nowMs) => {
    const bucket = bucketOf(context, nowMs)
    return bucket !== MISSING_SUBJECT && (bucket >= from && bucket < to) !== negate
  }
  return compilation.world.watch(holds, (outcome) => ({ step: 'range', negate, holds: outcome }))
}
