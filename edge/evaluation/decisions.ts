import type { ErrorCode, Resolution } from '../../shared/contracts/evaluation.ts'
import type { UsageSource } from '../../shared/contracts/usage.ts'
import type { JsonValue } from '../../shared/contracts/json.ts'
import type { Caller } from '../access/authenticate.ts'
import type { Decision } from '../usage/decision.ts'

export interface Asked {
  readonly caller: Caller
  readonly flag: string
  readonly source: UsageSource
  /** Empty when the context says nobody. */
  readonly userId: string
  readonly atMs: number
}

/** What was decided, as it is counted. */
export function decisionOf(asked: Asked, resolution: Resolution): Decision {
  if (resolution.reason === 'ERROR') return failedDecision(asked, resolution.errorCode, null)
  const served = 'variant' in resolution
  return {
    ...placeOf(asked),
    isKnownFlag: true,
    value: served ? resolution.value : null,
    variant: served ? resolution.variant : null,
    reason: resolution.reason,
    ruleId: served ? (resolution.ruleId ?? null) : null,
  }
}

/** @param value  what the caller got all the same */
export function failedDecision(asked: Asked, errorCode: ErrorCode, value: JsonValue): Decision {
  const isKnownFlag = errorCode !== 'FLAG_NOT_FOUND'
  return { ...placeOf(asked), isKnownFlag, value, variant: null, reason: errorCode, ruleId: null }
}

function placeOf({ caller, flag, source, userId, atMs }: Asked) {
  const { id, ruleset } = caller.environment
  return {
    environmentId: id,
    settings: ruleset.settings,
    isPublicCaller: caller.kind !== 'srv',
    flag,
    source,
    userId,
    atMs,
  }
}
