import type { Queryable } from '../db/open-database.ts'
import { type Environment, listEnvironments } from '../projects/environment-repository.ts'
import type { GroupRow } from './group-repository.ts'
import { usesOfGroup } from './group-uses.ts'

/** An environment whose rules refer to a group, with the keys of their flags. */
export interface GroupUser {
  readonly environment: Environment
  readonly flags: readonly string[]
}

/** Where a group decides anything: also in a rule that is off, and by a flag that is disabled now. */
export function listGroupUsers(
  database: Queryable,
  { projectId, key }: Pick<GroupRow, 'projectId' | 'key'>,
): readonly GroupUser[] {
  const uses = usesOfGroup(database, projectId, key)
  if (uses.length === 0) return []
  return listEnvironments(database, projectId).flatMap((environment) => {
    const here = uses.filter(({ environmentId }) => environmentId === environment.id)
    return here.length === 0 ? [] : [{ environment, flags: [...new Set(here.map(({ flag }) => flag))] }]
  })
}
