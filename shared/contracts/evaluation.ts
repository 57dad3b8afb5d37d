import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'
import { LIMITS } from './limits.ts'
import { type ParseResult, parsed, refused } from './parse-result.ts'

/** Why a value was served: OpenFeature's resolution reasons, as far as this system gives them. */
export const REASONS = ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DEFAULT', 'DISABLED', 'STALE', 'ERROR'] as const
export type Reason = (typeof REASONS)[number]

/** OpenFeature's error codes. */
export const ERROR_CODES = [
  'PROVIDER_NOT_READY',
  'FLAG_NOT_FOUND',
  'PARSE_ERROR',
  'TYPE_MISMATCH',
  'TARGETING_KEY_MISSING',
  'INVALID_CONTEXT',
  'GENERAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Attributes of the person or machine that asks; `targetingKey` is the one that identifies it. */
export type EvaluationContext = JsonObject & { readonly targetingKey?: string }

export type Resolution = ServedVariant | CodeDefault | FailedResolution

export interface ServedVariant {
  readonly value: JsonValue
  readonly variant: string
  /** `STALE` is no outcome of an evaluation: an edge says it of a ruleset that nobody confirms. */
  readonly reason: 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'DEFAULT' | 'DISABLED' | 'STALE'
  /** The rule that decided; absent where none did. */
  readonly ruleId?: string
}

/** A disabled flag without an off variant: the caller's code default holds. */
export interface CodeDefault {
  readonly reason: 'DISABLED'
}

export interface FailedResolution {
  readonly reason: 'ERROR'
  readonly errorCode: ErrorCode
  readonly errorMessage: string
}

/**
 * Any JSON object is a context; only a `targetingKey` that is no string, or is over-long, is refused.
 * @param input  what `parseJson` gave
 */
export function parseEvaluationContext(input: unknown): ParseResult<EvaluationContext> {
  if (!isJsonObject(input)) return refused('expected an object', ['context'])
  const targetingKey = Object.hasOwn(input, 'targetingKey') ? input['targetingKey'] : undefined
  if (targetingKey !== undefined && typeof targetingKey !== 'string') {
    return refused('expected string', ['context', 'targetingKey'])
  }
  if (targetingKey !== undefined && targetingKey.length > LIMITS.targetingKeyLength) {
    return refused(`expected at most ${LIMITS.targetingKeyLength} characters`, ['context', 'targetingKey'])
  }
  return parsed(input as EvaluationContext)
}
