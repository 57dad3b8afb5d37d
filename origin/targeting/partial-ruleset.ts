import type { Flag } from '../../shared/contracts/flag.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import type { Environment } from '../projects/environment-repository.ts'

/** What edges get of an environment, with some of its flags. */
export function partialRuleset({ id, version, settings }: Environment, flags: readonly Flag[]): Ruleset {
  return { environment: id, version, settings, flags }
}

/** The same, read by the code that edges run. */
export function compilePartialRuleset(environment: Environment, flags: readonly Flag[]): CompiledRuleset {
  const compiled = compileRuleset(encodeRuleset(partialRuleset(environment, flags)), { regex: re2Engine })
  if (compiled.ok) return compiled.value
  throw new Error(`edges could not open the ruleset: ${describeProblems(compiled.problems)}`)
}
