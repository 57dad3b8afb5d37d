import type { EvaluationContext, Resolution } from '../contracts/evaluation.ts'
import type { CompiledFlag } from './compile-flag.ts'

/**
 * Decides a flag for a context. Pure, synchronous, total: the same three arguments give the same resolution in every
 * runtime, and nothing is thrown. The steps, in order:
 * 1. what was settled when the flag was compiled is served: the error of a flag that this release cannot decide; the
 *    off variant (or the caller's code default) of a disabled one; the variant of one that has no rules;
 * 2. the first rule serves whose window is open, whose condition holds and whose rollout takes the person;
 * 3. where no rule did, the default serves.
 * @param nowMs  the request's clock, for windows, ramps and dates
 */
export function evaluateFlag(flag: CompiledFlag, context: EvaluationContext, nowMs: number): Resolution {
  if (flag.resolution !== undefined) return flag.resolution
  for (const rule of flag.rules) {
    if (rule.matches(context, nowMs)) {
      const resolution = rule.serve(context, nowMs)
      if (resolution !== undefined) return resolution
    }
  }
  return flag.serveDefault(context, nowMs)
}
