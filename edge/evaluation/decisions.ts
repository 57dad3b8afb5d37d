import type { ErrorCode, Resolution } from '../../shared/contracts/evaluation.ts'
import type { JsonValue } from '../../shared/contracts/json.ts'
import type { UsageSource } from '../../shared/contracts/usage.ts'
import type { Caller } from '../access/authenticate.ts'
import type { Occasion, Verdict } from '../usage/decision.ts'

export interface Asked {
  readonly caller: Caller
  readonly source: UsageSource
  /** Empty when the context says nobody. */
  readonly userId: string
  readonly atMs: number
  readonly request: Request
}

export function occasionOf({ caller, source, userId, atMs, request }: Asked): Occasion {
  const { id, ruleset } = caller.environment
  return {
    environmentId: id,
    settings: ruleset.settings,
    isPublicCaller: caller.kind !== 'srv',
    source,
    userId,
    atMs,
    request,
  }
}

/** What was decided, as it is counted. */
export function verdictOf(flag: string, resolution: Resolution): Verdict {
  if (resolution.reason === 'ERROR') return failedVerdict(flag, resolution.errorCode, null)
  const served = 'variant' in resolution
  return {
    flag,
    isKnownFlag: true,
    value: served ? resolution.value : null,
    variant: served ? resolution.variant : null,
    reason: resolution.reason,
    ruleId: served ? (resolution.ruleId ?? null) : null,
  }
}

/** @param value  what the caller got all the same */
export function failedVerdict(flag: string, errorCode: ErrorCode, value: JsonValue): Verdict {
  const isKnownFlag = errorCode !== 'FLAG_NOT_FOUND'
  return { flag, isKnownFlag, value, variant: null, reason: errorCode, ruleId: null }
}
