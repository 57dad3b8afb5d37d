import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { countMostSegments, findAnywhere } from '../segments/segment-repository.ts'
import { segmentsOfGroup } from './group-segments.ts'
import { getGroup } from './get-group.ts'
import { type GroupRow, countSlots } from './group-repository.ts'
import type { GroupUse } from './group-uses.ts'

export interface GroupOrder {
  readonly key: string
  readonly precondition: Precondition
}

const MOST_NAMED = 10

/** What every change of a group begins with: the one that was seen. */
export function openGroup({ transaction }: Change, projectId: string, { key, precondition }: GroupOrder): GroupRow {
  const group = getGroup(transaction, projectId, key)
  const target = { projectId, environmentId: null, target: key, kind: 'group' }
  checkPrecondition(precondition, {
    version: String(group.version),
    lastChange: () => findLastChange(transaction, target),
  })
  return group
}

export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalidInput(problems)
}

/** Each slot is a segment in every ruleset of the project, beside those that the environment has itself. */
export function refuseWithoutRoom(
  database: Queryable,
  { projectId, key, slots }: Pick<GroupRow, 'projectId' | 'key' | 'slots'>,
): void {
  const room = LIMITS.segmentsPerRuleset - countMostSegments(database, projectId) - countSlots(database, projectId, key)
  if (slots.length <= room) return
  throw new OriginError('too_many_groups', `expected at most ${Math.max(0, room)} more slots, got ${slots.length}`)
}

/** Nobody can make such a segment any more, but an older release let them. */
export function refuseTaken(database: Queryable, group: Omit<GroupRow, 'id'>): void {
  const keys = segmentsOfGroup(group).map(({ key }) => key)
  const taken = findAnywhere(database, group.projectId, keys)
  if (taken === undefined) return
  const [segment, environment] = [taken.key, taken.environmentKey].map((key) => JSON.stringify(key))
  throw new OriginError(
    'segment_exists',
    `${environment} has a segment ${segment}, which is what edges would know it by`,
  )
}

export function refuseUsed(uses: readonly GroupUse[], key: string): void {
  if (uses.length === 0) return
  const named = uses.slice(0, MOST_NAMED).map(describeUse)
  const more = uses.length > MOST_NAMED ? ` and ${uses.length - MOST_NAMED} more` : ''
  throw new OriginError('group_is_used', `used by ${named.join(', ')}${more}`, { subject: key })
}

function describeUse({ flag, environment, ruleId, slot }: GroupUse): string {
  const rule = `the rule ${JSON.stringify(ruleId)} of the flag ${JSON.stringify(flag)} in ${JSON.stringify(environment)}`
  return slot === undefined ? rule : `${rule} (slot ${JSON.stringify(slot)})`
}

export function acted(action: `group.${string}`, { projectId, key }: Pick<GroupRow, 'projectId' | 'key'>) {
  return { action, projectId, target: key }
}
