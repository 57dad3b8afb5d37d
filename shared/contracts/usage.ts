import * as z from 'zod/mini'
import type { ErrorCode, Reason } from './evaluation.ts'
import { type JsonValue, isJsonValue } from './json.ts'
import { LIMITS } from './limits.ts'
import { environmentIdSchema } from './name.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'

/** How a decision was asked for; a page that fetches all its flags (`bulk`) has not used them. */
export const USAGE_SOURCES = ['classic', 'single', 'bulk'] as const
export type UsageSource = (typeof USAGE_SOURCES)[number]

/** Why a decision came out as it did, for counting: the reason, or for an error its code. */
export type CountedReason = Exclude<Reason, 'ERROR'> | ErrorCode

/** The attribute of an SQS message with the trace of the flush that sent it, as W3C Trace Context writes it. */
export const TRACEPARENT_ATTRIBUTE = 'traceparent'

/** What an edge decided in one window, sealed: it is sent again with the same id and the same bytes until it is taken. */
export interface UsageBatch {
  readonly format: 1
  /** UUID; a batch seen before changes nothing. */
  readonly id: string
  readonly environment: string
  /** When it was sealed, which is before it was first sent. */
  readonly sealedAtMs: number
  /** At most 80; distinct in all but `count`. */
  readonly counters: readonly UsageCounter[]
  readonly events: readonly UsageEvent[]
  /** Decisions that this isolate could not keep since its last batch: lost, but counted as lost. */
  readonly dropped: number
}

export interface UsageCounter {
  readonly flag: string
  readonly variant: string | null
  /** A `CountedReason`; of a newer edge perhaps one that this release does not know, which counts all the same. */
  readonly reason: string
  readonly ruleId: string | null
  /** A `UsageSource`, or a newer edge's. */
  readonly source: string
  /** Start of the UTC minute of the decisions. */
  readonly minuteAtMs: number
  readonly count: number
}

/** One decision, for the seed's table. */
export interface UsageEvent {
  /** Made at the edge, so that a redelivery overwrites itself. */
  readonly id: string
  /** The targeting key or its pseudonym, as the environment says. */
  readonly userId: string
  readonly flag: string
  /** The value served; `null` where the code default held. */
  readonly result: JsonValue
  readonly variant: string | null
  readonly reason: string
  readonly atMs: number
}

/** Any short word: whoever counts must not refuse a batch for a reason that only its sender knows. */
const word = z.string().check(z.regex(/^[A-Za-z_]{1,40}$/, 'expected a word of at most 40 letters'))
const flag = z.string().check(z.minLength(1), z.maxLength(LIMITS.flagKeyLength))
const variant = z.nullable(z.string().check(z.maxLength(LIMITS.variantNameLength)))
/** To the end of the year 9999: after it, ISO 8601 has more digits, and sort keys would no longer sort. */
const atMs = z.int().check(z.gte(0), z.lte(253_402_300_799_999))
const count = z.int().check(z.gte(1), z.lte(LIMITS.countPerCounter))

const usageBatchSchema: z.ZodMiniType<UsageBatch> = z.strictObject({
  format: z.literal(1),
  id: z.uuid(),
  environment: environmentIdSchema,
  sealedAtMs: atMs,
  counters: z
    .array(
      z.strictObject({
        flag,
        variant,
        reason: word,
        ruleId: z.nullable(z.string().check(z.maxLength(LIMITS.ruleIdLength))),
        source: word,
        minuteAtMs: atMs.check(z.multipleOf(60_000)),
        count,
      }),
    )
    .check(z.maxLength(LIMITS.countersPerBatch)),
  events: z
    .array(
      z.strictObject({
        id: z.string().check(z.minLength(1), z.maxLength(100)),
        userId: z.string().check(z.maxLength(LIMITS.targetingKeyLength)),
        flag,
        result: z.custom<JsonValue>(isJsonValue, 'expected a JSON value'),
        variant,
        reason: word,
        atMs,
      }),
    )
    .check(z.maxLength(LIMITS.eventsPerBatch)),
  dropped: z.int().check(z.gte(0), z.lte(LIMITS.countPerCounter)),
})

export function parseUsageBatch(input: unknown): ParseResult<UsageBatch> {
  return parseWith(usageBatchSchema, input)
}

/** The message that the seed's evaluation service sent, one for each decision; still accepted from its clients. */
export interface ClassicUsageMessage {
  readonly user_id: string
  readonly flag_name: string
  readonly result: boolean
  /** As the sender wrote it. */
  readonly timestamp: string
}

const classicUsageMessageSchema: z.ZodMiniType<ClassicUsageMessage> = z.object({
  user_id: z.string().check(z.maxLength(LIMITS.targetingKeyLength)),
  flag_name: flag,
  result: z.boolean(),
  timestamp: z.string().check(z.minLength(1), z.maxLength(100)),
})

export function parseClassicUsageMessage(input: unknown): ParseResult<ClassicUsageMessage> {
  return parseWith(classicUsageMessageSchema, input)
}
