import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { type GroupStep, draftGroup } from './draft-group.ts'
import { flagsBrokenByGroup } from './flags-broken-by-group.ts'
import { refuseTaken, refuseUsed, refuseWithoutRoom } from './group-change-steps.ts'
import { type GroupEdit, problemsOfKind } from './group-input.ts'
import type { GroupRow } from './group-repository.ts'
import { segmentsOfGroup } from './group-segments.ts'
import { usesOfGroup } from './group-uses.ts'
import { problemsOfSlots } from './problems-of-slots.ts'

/** Whether rules could take somebody in or out by it: everything but a name and a description. */
export function isSeenByRules({ before, after }: GroupStep): boolean {
  return !isDeepStrictEqual(segmentsOfGroup(before), segmentsOfGroup(after))
}

/**
 * Why a group may not become what is asked for, by pointers into that.
 * @throws OriginError `group_is_used`, `segment_exists` or `too_many_groups`, when it is not the input that is wrong
 */
export function problemsOfGroupEdit(database: Queryable, before: GroupRow, edit: GroupEdit): readonly Problem[] {
  const problems = problemsOfKind(before.kind, edit)
  if (problems.length > 0) return problems
  const after = draftGroup(before, edit)
  return isSeenByRules({ before, after }) ? problemsOfStep(database, { before, after }) : []
}

function problemsOfStep(database: Queryable, { before, after }: GroupStep): readonly Problem[] {
  const { projectId, key, slots } = after
  const uses = usesOfGroup(database, projectId, key)
  const kept = new Set<string | undefined>(slots.map((slot) => slot.key))
  refuseUsed(
    uses.filter(({ slot }) => slot !== undefined && !kept.has(slot)),
    key,
  )
  refuseTaken(database, after)
  refuseWithoutRoom(database, after)
  const problems = problemsOfSlots(after)
  return problems.length > 0 ? problems : flagsBrokenByGroup(database, projectId, { before, after, uses })
}
