import type { PrerequisiteCondition } from '../contracts/condition.ts'
import { type Compilation, addReference, fail } from './compilation.ts'
import type { CompiledFlag } from './compile-flag.ts'
import type { ContextFunction, ContextTest } from './context-test.ts'
import { evaluateFlag } from './evaluate-flag.ts'
import type { Resolution } from '../contracts/evaluation.ts'

/**
 * Compiles a test of what another flag serves to the same context. A flag that is not there or cannot be decided makes
 * the one that needs it undecidable too: an answer that ignored half of a rule would be a wrong one.
 */
export function compilePrerequisite(
  { flag: key, variants }: PrerequisiteCondition,
  compilation: Compilation,
): ContextTest {
  const decide = findFlag(key, compilation)
  const wanted = new Set(variants)
  const holds: ContextTest = (context, nowMs) => {
    const resolution = decide(context, nowMs)
    return 'variant' in resolution && wanted.has(resolution.variant)
  }
  return compilation.world.watch(holds, (outcome) => ({ step: 'prerequisite', flag: key, variants, holds: outcome }))
}

function findFlag(key: string, compilation: Compilation): ContextFunction<Resolution> {
  const flag = compilation.failure === undefined ? compilation.world.flag(key) : undefined
  if (flag?.state === 'decidable') addReference(compilation, flag)
  else fail(compilation, `needs the flag ${JSON.stringify(key)}, which ${whyNot(flag)}`)
  if (flag === undefined) return () => ({ reason: 'DISABLED' })
  return compilation.world.watch(
    (context, nowMs) => evaluateFlag(flag, context, nowMs),
    (resolution) => ({ step: 'flag', flag: key, resolution }),
  )
}

function whyNot(flag: CompiledFlag | undefined): string {
  return flag?.state === 'broken' ? `cannot be decided: ${flag.resolution.errorMessage}` : 'is not in the ruleset'
}
