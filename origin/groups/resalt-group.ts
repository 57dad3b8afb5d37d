import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { listEnvironments } from '../projects/environment-repository.ts'
import { allocateShares } from './allocate-shares.ts'
import { type GroupOrder, acted, openGroup } from './group-change-steps.ts'
import { type GroupRow, updateGroup } from './group-repository.ts'
import { type GroupUse, usesOfGroup } from './group-uses.ts'
import { groupView } from './group-view.ts'
import { shareOf } from './slot.ts'

export interface ResaltedGroup {
  readonly group: GroupRow
  readonly moves: readonly Problem[]
}

/**
 * Places everybody anew who is placed by a group, in every environment; nothing else changes its salt. Since all of them
 * move anyway, every slot becomes one range again.
 */
export function resaltGroup(
  change: Change,
  projectId: string,
  order: GroupOrder & { readonly salt: string | undefined },
): ResaltedGroup {
  const { transaction } = change
  const before = openGroup(change, projectId, order)
  const salt = order.salt ?? change.drawId()
  if (salt === before.salt) return { group: before, moves: [] }
  const uses = usesOfGroup(transaction, projectId, before.key)
  refuseWherePeopleAreProtected(change, projectId, uses)
  const shares = before.slots.map(({ key, ranges }) => ({ key, share: shareOf(ranges) }))
  const slots = allocateShares([], shares)
  const after: GroupRow = { ...before, salt, slots, version: before.version + 1, updatedAtMs: change.nowMs }
  updateGroup(transaction, after)
  for (const { environmentId } of uses) change.touchRuleset(environmentId)
  change.audit({ ...acted('group.resalt', after), before: groupView(before), after: groupView(after) })
  return { group: after, moves: [{ path: ['salt'], message: `people will move: ${before.salt} becomes ${salt}` }] }
}

/** As with a flag's own salt: nobody re-draws by themselves those whom a protected environment serves. */
function refuseWherePeopleAreProtected(
  { transaction, way }: Change,
  projectId: string,
  uses: readonly GroupUse[],
): void {
  if (way === 'request') return
  const isProtected = new Map(listEnvironments(transaction, projectId).map((one) => [one.id, one.protected]))
  const served = uses.find(({ environmentId, isEnabled }) => isEnabled && isProtected.get(environmentId) === true)
  if (served === undefined) return
  const { flag, environment } = served
  throw new OriginError(
    'approval_required',
    `the flag ${JSON.stringify(flag)} is enabled in ${JSON.stringify(environment)}, which is protected: switch it off there first`,
    { subject: flag },
  )
}
