import type { EvaluationContext, Resolution } from '../contracts/evaluation.ts'
import { MISSING_SUBJECT } from './bucket.ts'
import { type CompiledFlag, type CompiledRule, TARGETING_KEY_MISSING } from './compile-flag.ts'

/**
 * Decides a flag for a context. Pure, synchronous, total: the same three arguments give the same resolution in every
 * runtime, and nothing is thrown. The steps, in order:
 * 1. a flag that this release cannot read answers with its own error;
 * 2. a disabled flag serves its off variant, or the caller's code default;
 * 3. the first rule whose condition holds and whose rollout takes the person serves;
 * 4. where no rule did, the default serves.
 * @param nowMs  the request's clock, for what depends on time
 */
export function evaluateFlag(flag: CompiledFlag, context: EvaluationContext, _nowMs: number): Resolution {
  if (flag.state === 'broken') return flag.resolution
  if (!flag.enabled) return flag.whenDisabled
  for (const rule of flag.rules) {
    const resolution = serveByRule(rule, context)
    if (resolution !== undefined) return resolution
  }
  return flag.serveDefault(context) ?? flag.whenDefaultUnplaced
}

/** `undefined` sends the person on to the next rule; a missing attribute does so too, the targeting key excepted. */
function serveByRule(rule: CompiledRule, context: EvaluationContext): Resolution | undefined {
  if (!rule.matches(context)) return undefined
  const { rollout } = rule
  if (rollout !== undefined) {
    const bucket = rollout.bucketOf(context)
    if (bucket === MISSING_SUBJECT) return rollout.needsTargetingKey ? TARGETING_KEY_MISSING : undefined
    if (bucket >= rollout.share) return undefined
  }
  return rule.serve(context) ?? (rule.needsTargetingKey ? TARGETING_KEY_MISSING : undefined)
}
