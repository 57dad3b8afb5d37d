import type { EvaluationContext, Resolution } from '../contracts/evaluation.ts'
import type { CompiledRuleset } from './compiled-ruleset.ts'
import { evaluateFlag } from './evaluate-flag.ts'
import type { TraceStep } from './trace.ts'
import { createTracer } from './tracer.ts'

/** A decision with everything that was looked at for it. */
export interface Explanation {
  readonly flag: string
  readonly version: number
  readonly resolution: Resolution
  readonly steps: readonly TraceStep[]
}

/**
 * Decides a flag and says why. The resolution is the one that `evaluateFlag` gives: the flag is compiled by the same
 * code, with an observer around every step, and decided by the same function.
 * @returns `undefined` when the ruleset has no such flag
 */
export function explainFlag(
  ruleset: CompiledRuleset,
  key: string,
  context: EvaluationContext,
  nowMs: number,
): Explanation | undefined {
  const tracer = createTracer()
  const flag = ruleset.watched(tracer.watch)(key)
  if (flag === undefined) return undefined
  const resolution = evaluateFlag(flag, context, nowMs)
  return { flag: key, version: ruleset.version, resolution, steps: tracer.take() }
}
