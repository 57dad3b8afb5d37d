import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import type { GroupKind } from './group-input.ts'
import type { GroupReferences } from './group-reference.ts'
import { type GroupRow, listGroupsIn } from './group-repository.ts'

/** References of rules to groups, or slots, that are not there. */
export function problemsOfReferences(
  database: Queryable,
  environmentId: string,
  rules: readonly GroupReferences[],
): readonly Problem[] {
  const keys = rules.flatMap(({ group, holdout }) => [group?.key, holdout]).filter((key) => key !== undefined)
  if (keys.length === 0) return []
  const groups = new Map(listGroupsIn(database, environmentId, [...new Set(keys)]).map((group) => [group.key, group]))
  const find = (kind: GroupKind, key: string): GroupRow | undefined => {
    const group = groups.get(key)
    return group?.kind === kind ? group : undefined
  }
  return rules.flatMap(({ group, holdout }, i) => [
    ...(group === undefined ? [] : problemsOfSlot(find('exclusion', group.key), group, ['rules', i, 'group'])),
    ...(holdout === undefined || find('holdout', holdout) !== undefined
      ? []
      : [{ path: ['rules', i, 'holdout'], message: `there is no holdout ${JSON.stringify(holdout)}` }]),
  ])
}

function problemsOfSlot(
  found: GroupRow | undefined,
  { key, slot }: Required<GroupReferences>['group'],
  path: Problem['path'],
): readonly Problem[] {
  if (found === undefined) {
    return [{ path: [...path, 'key'], message: `there is no exclusion group ${JSON.stringify(key)}` }]
  }
  if (found.slots.some((one) => one.key === slot)) return []
  return [{ path: [...path, 'slot'], message: `the group ${JSON.stringify(key)} has no slot ${JSON.stringify(slot)}` }]
}
