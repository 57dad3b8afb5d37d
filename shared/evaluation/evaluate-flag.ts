import type { EvaluationContext, Resolution } from '../contracts/evaluation.ts'
import type { CompiledFlag } from './compile-flag.ts'

/**
 * Decides a flag for a context. Pure, synchronous, total: the same three arguments give the same resolution in every
 * runtime, and nothing is thrown. The steps, in order:
 * 1. a flag that this release cannot decide answers with its own error;
 * 2. a disabled flag serves its off variant, or the caller's code default;
 * 3. the first rule serves whose window is open, whose condition holds and whose rollout takes the person;
 * 4. where no rule did, the default serves.
 * @param nowMs  the request's clock, for windows, ramps and dates
 */
export function evaluateFlag(flag: CompiledFlag, context: EvaluationContext, nowMs: number): Resolution {
  if (flag.state === 'broken') return flag.resolution
  if (!flag.enabled) return flag.whenDisabled
  for (const rule of flag.rules) {
    if (rule.matches(context, nowMs)) {
      const resolution = rule.serve(context, nowMs)
      if (resolution !== undefined) return resolution
    }
  }
  return flag.serveDefault(context, nowMs)
}
