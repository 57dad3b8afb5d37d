import type { Queryable } from '../db/open-database.ts'
import { mayStill } from '../people/may-still.ts'
import { whoStandsBehind } from '../people/who-stands-behind.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { listApprovals } from './request-repository.ts'

/**
 * How many people stand behind a request: those who approved it and still may. Somebody and the keys that they made are
 * one, and so are a key and its successor; the author and theirs do not count at all.
 */
export function countApprovers(
  database: Queryable,
  { project }: EnvironmentScope,
  request: { readonly id: string; readonly author: string },
): number {
  const approvers = listApprovals(database, request.id)
    .filter(({ actor }) => mayStill(database, { projectId: project.id, actor, role: 'approver' }))
    .map(({ actor }) => whoStandsBehind(database, actor))
    // People first, then their keys: a key of one and rotated by another must not hide that these are two.
    .toSorted((one, other) => one.size - other.size)
  const heard = new Set(whoStandsBehind(database, request.author))
  let approving = 0
  for (const approver of approvers) {
    if (overlap(approver, heard)) continue
    approving += 1
    for (const one of approver) heard.add(one)
  }
  return approving
}

export function isSamePerson(database: Queryable, actor: string, other: string): boolean {
  return overlap(whoStandsBehind(database, actor), whoStandsBehind(database, other))
}

function overlap(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((one) => others.has(one))
}
