import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { problemsOfReferences } from '../groups/problems-of-references.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { type ConfigurationPart, type FlagPart, assembleFlagWithAllRules } from './assemble-flag.ts'
import { placeInConfiguration } from './rule-condition.ts'
import { problemsOfConfiguration } from './problems-of-configuration.ts'
import { problemsOfNeeds } from './problems-of-needs.ts'

export interface ConfigurationChange {
  readonly flag: FlagPart
  readonly before: ConfigurationPart
  readonly after: ConfigurationPart
}

/**
 * Why a flag may not be configured so: what is wrong with it alone, then what is wrong with it among the others. Paths
 * are those of the configuration. Whoever leaves the rules as they are hears nothing of the others: switching a flag
 * off must always be possible.
 */
export function problemsOfChange(
  database: Queryable,
  environment: Environment,
  { flag, before, after }: ConfigurationChange,
): readonly Problem[] {
  const problems = problemsOfConfiguration(flag, after)
  if (problems.length > 0) return problems
  const change = { before: assembleFlagWithAllRules(flag, before), after: assembleFlagWithAllRules(flag, after) }
  if (isDeepStrictEqual(change.before.rules, change.after.rules)) return []
  const unknown = problemsOfReferences(database, environment.id, after.rules)
  if (unknown.length > 0) return unknown
  return problemsOfNeeds(database, environment, change).map(({ path, message }) => ({
    path: placeInConfiguration(after.rules, path),
    message,
  }))
}
