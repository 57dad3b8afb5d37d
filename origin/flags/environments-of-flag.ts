import type { Queryable } from '../db/open-database.ts'
import { type Environment, listEnvironments } from '../projects/environment-repository.ts'
import { listEnvironmentsAsking } from '../requests/list-environments-asking.ts'
import { listConfigurations } from '../targeting/configuration-repository.ts'
import type { FlagRow } from './flag-repository.ts'

/**
 * Where somebody said what a flag does, or asked for it, be it disabled there or archived: what it is everywhere decides what
 * people get there. Anywhere else it is as it was made, which one alone may do.
 */
export function environmentsOfFlag(
  database: Queryable,
  { id, projectId }: Pick<FlagRow, 'id' | 'projectId'>,
): readonly Environment[] {
  const asking = listEnvironmentsAsking(database, id)
  const configured = listConfigurations(database, id).flatMap(({ configuration }) =>
    configuration.configured ? [configuration.environmentId] : [],
  )
  const concerned = new Set([...asking, ...configured])
  return concerned.size === 0 ? [] : listEnvironments(database, projectId).filter((one) => concerned.has(one.id))
}

/** Those of them that are protected: others approve there what the flag becomes everywhere. */
export function guardsOfFlag(database: Queryable, flag: Pick<FlagRow, 'id' | 'projectId'>): readonly Environment[] {
  return environmentsOfFlag(database, flag).filter((environment) => environment.protected)
}
