import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { type GroupOrder, openGroup } from './group-change-steps.ts'
import type { GroupRow } from './group-repository.ts'
import { editGroup } from './group-service.ts'

export interface ResaltedGroup {
  readonly group: GroupRow
  readonly moves: readonly Problem[]
}

/** Places everybody anew who is placed by a group, in every environment; an ordinary change keeps its salt. */
export function resaltGroup(
  change: Change,
  projectId: string,
  order: GroupOrder & { readonly salt: string | undefined },
): ResaltedGroup {
  const before = openGroup(change, projectId, order)
  const salt = order.salt ?? change.drawId()
  if (salt === before.salt) return { group: before, moves: [] }
  const group = editGroup(change, before, { action: 'group.resalt', edit: { salt } })
  return { group, moves: [{ path: ['salt'], message: `people will move: ${before.salt} becomes ${salt}` }] }
}
