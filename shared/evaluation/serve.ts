import type { Resolution, ServedVariant } from '../contracts/evaluation.ts'
import type { Bucketing, Flag, Rollout, Serve, Split } from '../contracts/flag.ts'
import { type Bucketer, MISSING_SUBJECT, TARGETING_KEY, compileBucketer } from './bucket.ts'
import type { Compilation } from './compilation.ts'
import type { ContextFunction } from './context-test.ts'
import { type ShareAt, always, compileRamp } from './schedule.ts'
import type { BucketShare } from './trace.ts'

/** Gives a resolution, or `undefined` to leave the person to the next rule. */
export type Server = ContextFunction<Resolution | undefined>

/**
 * Who serves: a rule, by its id, or the default.
 * `Unplaced` is what somebody gets who cannot be placed: the default has no next rule to leave them to.
 */
export interface ServedBy<Unplaced> {
  readonly reason: 'STATIC' | 'TARGETING_MATCH' | 'DEFAULT' | 'SPLIT'
  readonly ruleId?: string
  /** By the attribute that is missing. */
  readonly unplaced: (by: string) => Unplaced
}

/**
 * Compiles what a rule or the default hands out. Every resolution that is possible is made here, once, and handed out
 * again, so that deciding allocates nothing.
 */
export function compileServe<Unplaced>(
  flag: Flag,
  serve: Serve,
  served: ServedBy<Unplaced>,
  compilation: Compilation,
): ContextFunction<Resolution | Unplaced> {
  const values = new Map(flag.variants.map(({ name, value }) => [name, value]))
  const resolve = (variant: string, reason: ServedVariant['reason']): ServedVariant => ({
    value: values.get(variant) ?? null,
    variant,
    reason,
    ...(served.ruleId === undefined ? {} : { ruleId: served.ruleId }),
  })
  if ('variant' in serve) return constant(resolve(serve.variant, served.reason))
  const { by = TARGETING_KEY, weights } = serve.split
  const shares = sharesOf(weights)
  const bucketOf = compileBucketer(
    { ...splitBucketing(flag.bucketing, serve.split), by, shares: () => shares },
    compilation,
  )
  const choices = shares.map(({ name, to }) => ({ end: to, resolution: resolve(name, 'SPLIT') }))
  return choose(bucketOf, choices, served.unplaced(by))
}

/** Ranges are half-open and stand in order, so neighbours neither overlap nor leave a gap. */
function sharesOf(weights: Split['weights']): readonly BucketShare[] {
  let end = 0
  return weights.map(({ variant, weight }) => {
    const from = end
    end += weight
    return { name: variant, from, to: end }
  })
}

function constant<T>(resolution: T): ContextFunction<T> {
  return () => resolution
}

interface Choice {
  /** The bucket after its last. */
  readonly end: number
  readonly resolution: ServedVariant
}

/** The last choice ends after the last bucket, so whoever is placed before no other end gets it. */
function choose<Unplaced>(
  bucketOf: Bucketer,
  choices: readonly Choice[],
  unplaced: Unplaced,
): ContextFunction<ServedVariant | Unplaced> {
  const ends = choices.map(({ end }) => end)
  const resolutions = choices.map(({ resolution }) => resolution)
  const last = choices.length - 1
  return (context, nowMs) => {
    const bucket = bucketOf(context, nowMs)
    if (bucket === MISSING_SUBJECT) return unplaced
    let i = 0
    while (i < last && bucket >= (ends[i] ?? 0)) i++
    return resolutions[i] ?? unplaced
  }
}

/** Lets a rule serve only the share of its people that the rollout takes. */
export function compileRollout(
  flag: Flag,
  rollout: Rollout,
  serve: Server,
  compilation: Compilation,
  unplaced: (by: string) => Resolution | undefined,
): Server {
  const { by = TARGETING_KEY, salt = flag.bucketing.salt } = rollout
  const shareAt: ShareAt = 'ramp' in rollout ? compileRamp(rollout.ramp) : always(rollout.share)
  const shares = (nowMs: number) => [{ name: 'rollout', from: 0, to: shareAt(nowMs) }]
  const bucketOf = compileBucketer({ scheme: flag.bucketing.scheme, salt, by, shares }, compilation)
  const whenUnplaced = unplaced(by)
  return (context, nowMs) => {
    const bucket = bucketOf(context, nowMs)
    if (bucket === MISSING_SUBJECT) return whenUnplaced
    return bucket < shareAt(nowMs) ? serve(context, nowMs) : undefined
  }
}

/** A split draws apart from the flag's rollouts, or a rollout of 10 % would give all of them the first variant. */
export function splitBucketing(bucketing: Bucketing, split: Split): Bucketing {
  return { scheme: bucketing.scheme, salt: split.salt ?? `${bucketing.salt}.split` }
}
