import * as z from 'zod/mini'
import { type Instant, parseInstant } from '../values/instant.ts'
import { instantSchema } from './instant-schema.ts'
import { LIMITS, WHOLE } from './limits.ts'

/** When a rule is in force: from `from` on (included) until `until` (excluded), by the request's clock. */
export interface Window {
  readonly from?: Instant
  readonly until?: Instant
}

/**
 * A share that changes with time, by the request's clock: nobody before the first step, the last step's share after
 * it. `stepped` holds a step's share until the next; `linear` goes straight from one to the next, rounded down.
 */
export interface Ramp {
  readonly mode: 'stepped' | 'linear'
  /** By time, each later than the one before. */
  readonly steps: readonly RampStep[]
}

export interface RampStep {
  readonly at: Instant
  /** Integer parts of 100 000. */
  readonly share: number
}

export const shareSchema: z.ZodMiniType<number> = z.int().check(z.gte(0), z.lte(WHOLE))

export const windowSchema: z.ZodMiniType<Window> = z
  .strictObject({ from: z.exactOptional(instantSchema), until: z.exactOptional(instantSchema) })
  .check(
    z.refine(({ from, until }) => (from ?? until) !== undefined && isInOrder(from, until), {
      error: 'expected from or until, and from to be before until',
      path: ['from'],
    }),
  )

export const rampSchema: z.ZodMiniType<Ramp> = z
  .strictObject({
    mode: z.enum(['stepped', 'linear']),
    steps: z
      .array(z.strictObject({ at: instantSchema, share: shareSchema }))
      .check(z.minLength(1), z.maxLength(LIMITS.stepsPerRamp)),
  })
  .check(
    z.refine(({ steps }) => steps.every(({ at }, i) => isInOrder(steps[i - 1]?.at, at)), {
      error: 'expected each step to be later than the one before',
      path: ['steps'],
    }),
  )

function isInOrder(earlier: Instant | undefined, later: Instant | undefined): boolean {
  if (earlier === undefined || later === undefined) return true
  return (parseInstant(earlier) ?? 0) < (parseInstant(later) ?? 0)
}
