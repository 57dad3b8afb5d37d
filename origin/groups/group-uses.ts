import type { Queryable } from '../db/open-database.ts'
import { listFlagsWithGroups } from '../targeting/needs-repository.ts'
import type { StoredRule } from '../targeting/stored-rule.ts'

/** One rule that refers to a group, whether it is switched on or not. */
export interface GroupUse {
  readonly flag: string
  readonly environment: string
  readonly environmentId: string
  readonly isEnabled: boolean
  readonly ruleId: string
  /** `undefined` where the group is a holdout. */
  readonly slot: string | undefined
}

/** Who refers to a group, in every environment of its project. Flags that are archived or deleted count for nothing. */
export function usesOfGroup(database: Queryable, projectId: string, groupKey: string): readonly GroupUse[] {
  return listFlagsWithGroups(database, projectId).flatMap(({ flag, environmentKey, configuration }) =>
    configuration.rules.filter(refersTo(groupKey)).map((rule) => ({
      flag: flag.key,
      environment: environmentKey,
      environmentId: configuration.environmentId,
      isEnabled: configuration.enabled,
      ruleId: rule.id,
      slot: rule.group?.key === groupKey ? rule.group.slot : undefined,
    })),
  )
}

function refersTo(groupKey: string) {
  return ({ group, holdout }: StoredRule): boolean => group?.key === groupKey || holdout === groupKey
}
