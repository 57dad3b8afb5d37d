import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import type { Environment } from '../projects/environment-repository.ts'

/** Some of an environment's flags, and the segments behind them. */
export type RulesetPart = Pick<Required<Ruleset>, 'flags' | 'segments'>

/** What edges get of an environment, with a part of what is in it. */
export function partialRuleset({ id, version, settings }: Environment, { flags, segments }: RulesetPart): Ruleset {
  return { environment: id, version, settings, flags, segments }
}

/** The same, read by the code that edges run. */
export function compilePartialRuleset(environment: Environment, part: RulesetPart): CompiledRuleset {
  const compiled = compileRuleset(encodeRuleset(partialRuleset(environment, part)), { regex: re2Engine })
  if (compiled.ok) return compiled.value
  throw new Error(`edges could not open the ruleset: ${describeProblems(compiled.problems)}`)
}
