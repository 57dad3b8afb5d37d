import type { Change } from '../changes/commit-change.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import { findFlagOrTombstone } from '../flags/flag-repository.ts'
import { getFlag } from '../flags/get-flag.ts'
import { type ConfigurationRow, getConfiguration } from '../targeting/configuration-repository.ts'
import type { ConfigurationPart } from '../targeting/assemble-flag.ts'
import { changeConfiguration } from '../targeting/configuration-service.ts'
import type { StoredRule } from '../targeting/stored-rule.ts'
import {
  type ClassicRules,
  type ClassicTargeting,
  readClassicTargeting,
  writeClassicRule,
  writeClassicTargeting,
} from './classic-rule.ts'
import { classicScope, unprotectedClassicScope } from './classic-scope.ts'
import { classicRuleView } from './classic-view.ts'

export interface NewClassicRule {
  readonly flagName: string
  readonly rules: ClassicRules
  readonly isEnabled: boolean
}

export interface ClassicRulePatch {
  readonly rules?: ClassicRules
  readonly isEnabled?: boolean
}

export type ClassicRule = ReturnType<typeof classicRuleView>
type RuleTargeting = Extract<ClassicTargeting, { readonly state: 'rule' }>

export function getClassicRule(database: Queryable, flagName: string): ClassicRule {
  const { project, environment } = classicScope(database)
  const flag = flagOfRule(database, project.id, flagName)
  const configuration = getConfiguration(database, flag.id, environment.id)
  return classicRuleView(flagName, configuration.id, requireRule(flag, configuration))
}

/** The seed let a rule wait for its flag; here a rule belongs to one, and a flag that is not there is 404. */
export function createClassicRule(change: Change, { flagName, rules, isEnabled }: NewClassicRule): ClassicRule {
  getFlag(change.transaction, classicScope(change.transaction).project.id, flagName)
  const stored: StoredRule = {
    ...writeClassicRule(change.drawId(), rules),
    enabled: isEnabled,
    createdAtMs: change.nowMs,
    updatedAtMs: change.nowMs,
  }
  return retarget(change, flagName, (flag, configuration) => {
    const { state } = expressible(flag, configuration)
    if (state === 'none') return stored
    throw new OriginError('rule_exists', 'the flag has a rule', { subject: flagName })
  })
}

export function patchClassicRule(change: Change, flagName: string, patch: ClassicRulePatch): ClassicRule {
  return retarget(change, flagName, (flag, configuration) => {
    const { stored } = requireRule(flag, configuration)
    const rule = patch.rules === undefined ? stored : writeClassicRule(stored.id, patch.rules)
    return {
      ...rule,
      enabled: patch.isEnabled ?? stored.enabled,
      createdAtMs: stored.createdAtMs,
      updatedAtMs: change.nowMs,
    }
  })
}

export function deleteClassicRule(change: Change, flagName: string): void {
  editTargeting(change, flagName, (flag, configuration) => {
    requireRule(flag, configuration)
    return undefined
  })
}

type RuleEdit = (flag: FlagRow, configuration: ConfigurationRow) => StoredRule | undefined

function retarget(change: Change, flagName: string, edit: RuleEdit): ClassicRule {
  editTargeting(change, flagName, edit)
  return getClassicRule(change.transaction, flagName)
}

/** @param edit  gives the rule that is to stand, or `undefined` for none */
function editTargeting(change: Change, flagName: string, edit: RuleEdit): void {
  flagOfRule(change.transaction, classicScope(change.transaction).project.id, flagName)
  changeConfiguration(change, unprotectedClassicScope(change.transaction), {
    flagKey: flagName,
    precondition: 'any',
    edit: (current, flag) => {
      const after = { ...current, ...writeClassicTargeting(edit(flag, current)) }
      expressible(flag, after)
      return after
    },
  })
}

function requireRule(flag: FlagRow, configuration: ConfigurationRow): RuleTargeting {
  const targeting = expressible(flag, configuration)
  if (targeting.state === 'rule') return targeting
  throw ruleNotFound()
}

/** @throws when the seed has no words for it, be it there already or about to be written */
function expressible(
  flag: FlagRow,
  configuration: ConfigurationPart,
): Exclude<ClassicTargeting, { state: 'inexpressible' }> {
  const targeting = readClassicTargeting(flag, configuration)
  if (targeting.state !== 'inexpressible') return targeting
  throw new OriginError('targeting_not_expressible', 'the targeting has no form in the words of the seed')
}

/** Where a rule is asked for, a flag that is not there has none. */
function flagOfRule(database: Queryable, projectId: string, flagName: string): FlagRow {
  const flag = findFlagOrTombstone(database, projectId, flagName)
  if (flag === undefined || flag.deletedAtMs !== null) throw ruleNotFound()
  return flag
}

function ruleNotFound(): OriginError {
  return new OriginError('rule_not_found', 'the flag has no rule')
}
