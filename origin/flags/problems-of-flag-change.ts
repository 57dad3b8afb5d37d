import { describeProblem, type Problem } from '../../shared/contracts/parse-result.ts'
import { conditionsOfFlag } from '../../shared/contracts/placed-condition.ts'
import type { Queryable } from '../db/open-database.ts'
import { assembleFlagWithAllRules } from '../targeting/assemble-flag.ts'
import type { EnvironmentConfiguration } from '../targeting/configuration-repository.ts'
import { type FlagSomewhere, listFlagsNeeding } from '../targeting/needs-repository.ts'
import { problemsOfConfiguration } from '../targeting/problems-of-configuration.ts'
import type { FlagRow } from './flag-repository.ts'

/** Whoever is told of the first few knows what to look for. */
const MOST_NAMED = 10

/** What a change of the flag itself would break: its own configurations, and flags that need a variant that goes. */
export function problemsOfFlagChange(
  database: Queryable,
  configurations: readonly EnvironmentConfiguration[],
  { before, after }: { readonly before: FlagRow; readonly after: FlagRow },
): readonly Problem[] {
  const names = new Set(after.variants.map(({ name }) => name))
  const gone = before.variants.map(({ name }) => name).filter((name) => !names.has(name))
  return [
    ...configurations.flatMap((configuration) => problemsIn(configuration, after)),
    ...(gone.length === 0 ? [] : problemsOfGone(database, after, new Set(gone))),
  ]
}

/** Why a flag may not be deleted: who needs it, and where. */
export function describeNeeds(database: Queryable, flag: FlagRow): readonly string[] {
  return listFlagsNeeding(database, flag, MOST_NAMED).map((row) => `${nameOf(row)} needs it`)
}

/** A patch knows the flag's own members; what is wrong in an environment is said of the variants, which broke it. */
function problemsIn({ environmentKey, configuration }: EnvironmentConfiguration, after: FlagRow): readonly Problem[] {
  return problemsOfConfiguration(after, configuration).map((problem) =>
    problem.path[0] === 'variants'
      ? problem
      : { path: ['variants'], message: `in environment ${environmentKey}, ${describeProblem(problem)}` },
  )
}

function problemsOfGone(database: Queryable, flag: FlagRow, gone: ReadonlySet<string>): readonly Problem[] {
  return listFlagsNeeding(database, flag)
    .flatMap((row) =>
      variantsNeeded(row, flag.key)
        .filter((variant) => gone.has(variant))
        .map((variant) => ({
          path: ['variants'],
          message: `${nameOf(row)} needs the variant ${JSON.stringify(variant)}`,
        })),
    )
    .slice(0, MOST_NAMED)
}

function variantsNeeded({ flag, configuration }: FlagSomewhere, key: string): readonly string[] {
  const conditions = conditionsOfFlag(assembleFlagWithAllRules(flag, configuration))
  const variants = conditions.flatMap(({ condition }) =>
    'flag' in condition && condition.flag === key ? condition.variants : [],
  )
  return [...new Set(variants)]
}

function nameOf({ flag, environmentKey }: FlagSomewhere): string {
  return `in environment ${environmentKey}, the flag ${JSON.stringify(flag.key)}`
}
