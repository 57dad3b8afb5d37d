import type { Resolution, ServedVariant } from '../contracts/evaluation.ts'
import type { Bucketing, Flag, Rollout, Serve, Split } from '../contracts/flag.ts'
import { MISSING_SUBJECT, TARGETING_KEY, compileBucketer } from './bucket.ts'
import type { Compilation } from './compilation.ts'
import type { ContextFunction } from './context-test.ts'
import { type ShareAt, compileRamp } from './schedule.ts'

/** Gives a resolution, or `undefined` to leave the person to the next rule. */
export type Server = ContextFunction<Resolution | undefined>

/** Who serves: a rule, by its id, or the default. */
export interface ServedBy {
  readonly reason: 'STATIC' | 'TARGETING_MATCH' | 'DEFAULT' | 'SPLIT'
  readonly ruleId?: string
  /** What a context gets that cannot be placed, by the attribute it would be placed by. */
  readonly unplaced: (by: string) => Resolution | undefined
}

/**
 * Compiles what a rule or the default hands out. Every resolution that is possible is made here, once, and handed out
 * again, so that deciding allocates nothing.
 */
export function compileServe(flag: Flag, serve: Serve, by: ServedBy, compilation: Compilation): Server {
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
  const { split } = serve
  const resolutions = split.weights.map(({ variant }) => resolve(variant, 'SPLIT'))
  return compileSplit(split, splitBucketing(flag.bucketing, split), resolutions, by, compilation)
}

/** Ranges are half-open and stand in order, so neighbours neither overlap nor leave a gap. */
function compileSplit(
  split: Split,
  bucketing: Bucketing,
  resolutions: readonly ServedVariant[],
  served: ServedBy,
  compilation: Compilation,
): Server {
  const by = split.by ?? TARGETING_KEY
  let sum = 0
  const ends = split.weights.map(({ weight }) => (sum += weight))
  const shares = split.weights.map(({ variant }, i) => ({ name: variant, from: ends[i - 1] ?? 0, to: ends[i] ?? 0 }))
  const bucketOf = compileBucketer({ ...bucketing, by, shares: () => shares }, compilation)
  const unplaced = served.unplaced(by)
  return (context, nowMs) => {
    const bucket = bucketOf(context, nowMs)
    if (bucket === MISSING_SUBJECT) return unplaced
    for (let i = 0; i < ends.length; i++) if (bucket < (ends[i] ?? 0)) return resolutions[i]
    return undefined
  }
}

/** Lets a rule serve only the share of its people that the rollout takes. */
export function compileRollout(
  flag: Flag,
  rollout: Rollout,
  served: ServedBy,
  serve: Server,
  compilation: Compilation,
): Server {
  const { by = TARGETING_KEY, salt = flag.bucketing.salt } = rollout
  const shareAt: ShareAt = 'ramp' in rollout ? compileRamp(rollout.ramp) : () => rollout.share
  const shares = (nowMs: number) => [{ name: 'rollout', from: 0, to: shareAt(nowMs) }]
  const bucketOf = compileBucketer({ scheme: flag.bucketing.scheme, salt, by, shares }, compilation)
  const unplaced = served.unplaced(by)
  return (context, nowMs) => {
    const bucket = bucketOf(context, nowMs)
    if (bucket === MISSING_SUBJECT) return unplaced
    return bucket < shareAt(nowMs) ? serve(context, nowMs) : undefined
  }
}

/** A split draws apart from the flag's rollouts, or a rollout of 10 % would give all of them the first variant. */
function splitBucketing(bucketing: Bucketing, split: Split): Bucketing {
  return { scheme: bucketing.scheme, salt: split.salt ?? `${bucketing.salt}.split` }
}
