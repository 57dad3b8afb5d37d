import type { EvaluationContext, Resolution, ServedVariant } from '../contracts/evaluation.ts'
import type { Bucketing, Flag, Serve, Split } from '../contracts/flag.ts'
import { MISSING_SUBJECT, TARGETING_KEY, compileBucketer } from './bucket.ts'

/** Gives a resolution, or `undefined` when the attribute a split goes by is missing. */
export type Server = (context: EvaluationContext) => Resolution | undefined

/** Who serves: a rule, by its id, or the default. */
export interface ServedBy {
  readonly reason: 'STATIC' | 'TARGETING_MATCH' | 'DEFAULT' | 'SPLIT'
  readonly ruleId?: string
}

/**
 * Compiles what a rule or the default hands out. Every resolution that is possible is made here, once, and handed out
 * again, so that deciding allocates nothing.
 */
export function compileServe(flag: Flag, serve: Serve, by: ServedBy): Server {
  const values = new Map(flag.variants.map(({ name, value }) => [name, value]))
  const resolve = (variant: string, reason: ServedVariant['reason']): ServedVariant => ({
    value: values.get(variant) ?? null,
    variant,
    reason,
    ...(by.ruleId === undefined ? {} : { ruleId: by.ruleId }),
  })
  if ('variant' in serve) {
    const resolution = resolve(serve.variant, by.reason)
    return () => resolution
  }
  const split = serve.split
  return compileSplit(
    split,
    splitBucketing(flag.bucketing, split),
    split.weights.map(({ variant }) => resolve(variant, 'SPLIT')),
  )
}

/** Ranges are half-open and stand in order, so neighbours neither overlap nor leave a gap. */
function compileSplit(split: Split, bucketing: Bucketing, resolutions: readonly ServedVariant[]): Server {
  const bucketOf = compileBucketer(bucketing, split.by ?? TARGETING_KEY)
  let sum = 0
  const ends = split.weights.map(({ weight }) => (sum += weight))
  return (context) => {
    const bucket = bucketOf(context)
    if (bucket === MISSING_SUBJECT) return undefined
    return resolutions[ends.findIndex((end) => bucket < end)]
  }
}

/** A split draws apart from the flag's rollouts, or a rollout of 10 % would give all of them the first variant. */
function splitBucketing(bucketing: Bucketing, split: Split): Bucketing {
  return { scheme: bucketing.scheme, salt: split.salt ?? `${bucketing.salt}.split` }
}
