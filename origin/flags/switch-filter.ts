import type { Queryable } from '../db/open-database.ts'
import { invalidQuery } from '../http/query.ts'
import { findEnvironment } from '../projects/environment-repository.ts'
import type { FlagSearch } from './flag-search.ts'

export interface SwitchQuery {
  readonly enabledIn: string | undefined
  readonly disabledIn: string | undefined
}

/** Only flags that are on, or off, in an environment: a list asks for one of them. */
export function switchFilter(
  database: Queryable,
  projectId: string,
  { enabledIn, disabledIn }: SwitchQuery,
): Pick<FlagSearch, 'inEnvironment'> {
  const key = enabledIn ?? disabledIn
  if (key === undefined) return {}
  if (enabledIn !== undefined && disabledIn !== undefined) {
    throw invalidQuery('disabledIn', 'expected only one of enabledIn and disabledIn')
  }
  const parameter = enabledIn === undefined ? 'disabledIn' : 'enabledIn'
  const environment = findEnvironment(database, projectId, key)
  if (environment === undefined) throw invalidQuery(parameter, `no environment has the key ${JSON.stringify(key)}`)
  return { inEnvironment: { environmentId: environment.id, enabled: enabledIn !== undefined } }
}
