import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { invalidInput } from '../errors/parse-input.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import type { Environment } from '../projects/environment-repository.ts'
import type { ConfigurationPart } from '../targeting/assemble-flag.ts'
import {
  type ConfigurationInput,
  type InputMoment,
  applyConfigurationInput,
  wholeConfiguration,
} from '../targeting/configuration-input.ts'
import type { ConfigurationRow } from '../targeting/configuration-repository.ts'
import { problemsOfChange } from '../targeting/problems-of-change.ts'

/** A flag in an environment, as it is stored. */
export interface StoredFlag {
  readonly environment: Environment
  readonly flag: FlagRow
  readonly row: ConfigurationRow
}

/**
 * What would be stored if this were put, refused for what would be refused then.
 * @param place  of the draft in the request body
 */
export function readDraft(
  database: Queryable,
  { environment, flag, row }: StoredFlag,
  {
    input,
    place,
    moment,
  }: { readonly input: ConfigurationInput; readonly place: Problem['path']; readonly moment: InputMoment },
): ConfigurationPart {
  const draft = applyConfigurationInput(row, wholeConfiguration(input), moment)
  const problems = problemsOfChange(database, environment, { flag, before: row, after: draft })
  if (problems.length === 0) return draft
  throw invalidInput(problems.map(({ path, message }) => ({ path: [...place, ...path], message })))
}
