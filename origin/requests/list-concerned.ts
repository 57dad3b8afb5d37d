import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { Queryable } from '../db/open-database.ts'
import { environmentsOfFlag } from '../flags/environments-of-flag.ts'
import { type GroupUser, listGroupUsers } from '../groups/group-users.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import type { RequestTarget } from './request-target.ts'

/** The other environments where what was asked for in one will hold as well, each with the flags that it concerns there. */
export function listConcerned(
  database: Queryable,
  { project, environment }: EnvironmentScope,
  target: RequestTarget,
): readonly GroupUser[] {
  return listUsers(database, project.id, target).filter((user) => user.environment.id !== environment.id)
}

function listUsers(database: Queryable, projectId: string, target: RequestTarget): readonly GroupUser[] {
  switch (target.kind) {
    case 'group':
      return listGroupUsers(database, { projectId, key: target.key })
    case 'flagEverywhere':
      return environmentsOfFlag(database, target.flag).map((environment) => ({ environment, flags: [target.flag.key] }))
    case 'flag':
    case 'segment':
      return []
    default:
      return assertNever(target)
  }
}
