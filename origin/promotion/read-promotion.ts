import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import { type Difference, describeDifference } from '../history/describe-difference.ts'
import { findEnvironment } from '../projects/environment-repository.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import type { ConfigurationPart } from '../targeting/assemble-flag.ts'
import {
  type ConfigurationInput,
  type InputMoment,
  applyConfigurationInput,
  parseStoredConfiguration,
} from '../targeting/configuration-input.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { configurationView } from '../targeting/configuration-view.ts'
import { movesOfChange } from '../targeting/moves-of-change.ts'
import { problemsOfChange } from '../targeting/problems-of-change.ts'
import { comparedPart } from './compared-part.ts'

/** What promoting a flag's configuration would do to the environment that receives it. */
export interface Promotion {
  readonly difference: Difference
  /** Why it would be refused: a segment that the environment has not, for example. */
  readonly problems: readonly Problem[]
  readonly moves: readonly Problem[]
}

export interface PromotionOrder extends InputMoment {
  readonly flag: FlagRow
  /** The key of the environment that gives. */
  readonly from: string
}

/** The configuration in another environment of the same project, as if somebody had given it. */
export function readSource(
  database: Queryable,
  { project, environment }: EnvironmentScope,
  { flag, from }: Pick<PromotionOrder, 'flag' | 'from'>,
): ConfigurationInput {
  const source = findEnvironment(database, project.id, from)
  if (source === undefined) {
    throw new OriginError('environment_not_found', `no environment has the key ${JSON.stringify(from)}`)
  }
  if (source.id === environment.id) {
    throw new OriginError('nothing_to_promote', 'expected another environment than the one that receives it')
  }
  const row = getConfiguration(database, flag.id, source.id)
  const input = parseStoredConfiguration(configurationView(flag.key, source.key, row))
  if (input === undefined) throw new Error(`the configuration ${row.id} cannot be read`)
  return input
}

export function previewPromotion(database: Queryable, scope: EnvironmentScope, order: PromotionOrder): Promotion {
  const { flag } = order
  const input = readSource(database, scope, order)
  const before: ConfigurationPart = getConfiguration(database, flag.id, scope.environment.id)
  const after = applyConfigurationInput(before, input, order)
  const edit = { flag, before, after }
  const problems = problemsOfChange(database, scope.environment, edit)
  return {
    difference: describeDifference(comparedPart(before), comparedPart(after)),
    problems,
    moves: problems.length > 0 ? [] : movesOfChange(edit),
  }
}
