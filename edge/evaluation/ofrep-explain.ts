import type { EvaluationContext, Resolution } from '../../shared/contracts/evaluation.ts'
import type { JsonObject } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { CompiledRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { explainFlag } from '../../shared/evaluation/explain-flag.ts'
import { fitTrace } from '../../shared/evaluation/fit-trace.ts'
import { readQueryField } from './query-field.ts'

/** Whether `?explain=1` stands behind the path; nearly no call has anything there. */
export function asksForExplanation(url: string): boolean {
  const start = url.indexOf('?')
  if (start < 0) return false
  const field = readQueryField(url.slice(start + 1), 'explain')
  return typeof field === 'object' && field.text === '1'
}

/** An explanation names rules, segments and what they compare: a client key, which anybody can read, never gets one. */
export const EXPLANATION_FORBIDDEN: JsonObject = {
  errorCode: 'GENERAL',
  errorDetails: 'only a server key with the scope "evaluate" may ask for an explanation',
}

export interface ExplainedDecision {
  readonly resolution: Resolution
  /** What stands beside an ordinary answer. */
  readonly explanation: JsonObject
}

/** @returns `undefined` when the ruleset has no such flag */
export function explainDecision(
  ruleset: CompiledRuleset,
  key: string,
  context: EvaluationContext,
  nowMs: number,
): ExplainedDecision | undefined {
  const explained = explainFlag(ruleset, key, context, nowMs)
  if (explained === undefined) return undefined
  const { resolution, version } = explained
  const { steps, isTruncated } = fitTrace(explained.steps, LIMITS.explanationLength)
  const explanation = { version, steps, ...(isTruncated ? { isTruncated } : {}) }
  return { resolution, explanation: explanation as unknown as JsonObject }
}
