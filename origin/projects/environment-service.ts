import type { RulesetSettings } from '../../shared/contracts/ruleset.ts'
import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { insertDefaultConfigurations } from '../targeting/configuration-repository.ts'
import type { EnvironmentPatch, NewEnvironment } from './environment-input.ts'
import { type Environment, findEnvironment, insertEnvironment, updateEnvironment } from './environment-repository.ts'
import { environmentETag, environmentView } from './environment-view.ts'
import type { EnvironmentScope } from './find-scope.ts'
import type { Project } from './project-repository.ts'

const DEFAULT_SETTINGS: RulesetSettings = { events: { mode: 'off' }, userIds: 'pseudonym' }

/** A new environment has a configuration for every flag from the start, all disabled. */
export function createEnvironment(change: Change, project: Project, input: NewEnvironment): Environment {
  if (findEnvironment(change.transaction, project.id, input.key) !== undefined) {
    throw new OriginError('environment_exists', `an environment has the key ${JSON.stringify(input.key)}`)
  }
  const environment: Environment = {
    id: change.drawId(),
    projectId: project.id,
    key: input.key,
    name: input.name,
    protected: input.protected ?? false,
    requiredApprovals: input.requiredApprovals ?? 1,
    settings: { ...DEFAULT_SETTINGS, ...input.settings },
    // The outbox row below makes the first version of each: 1.
    version: 0,
    accessVersion: 0,
    createdAtMs: change.nowMs,
  }
  insertEnvironment(change.transaction, environment)
  insertDefaultConfigurations(change.transaction, environment, change.nowMs)
  change.touchRuleset(environment.id)
  change.touchAccess(environment.id)
  change.audit({ ...acted('environment.create', environment), after: environmentView(environment) })
  return environment
}

export function patchEnvironment(
  change: Change,
  { project, environment: { key } }: EnvironmentScope,
  { patch, precondition }: { readonly patch: EnvironmentPatch; readonly precondition: Precondition },
): Environment {
  const before = findEnvironment(change.transaction, project.id, key)
  if (before === undefined) throw new OriginError('environment_not_found', 'the environment is gone')
  const audited = { projectId: project.id, environmentId: before.id, target: key, kind: 'environment' }
  checkPrecondition(precondition, {
    version: environmentETag(before),
    lastChange: () => findLastChange(change.transaction, audited),
  })
  const after: Environment = {
    ...before,
    name: patch.name ?? before.name,
    protected: patch.protected ?? before.protected,
    requiredApprovals: patch.requiredApprovals ?? before.requiredApprovals,
    settings: { ...before.settings, ...patch.settings },
  }
  updateEnvironment(change.transaction, before.id, after)
  if (patch.settings !== undefined) change.touchRuleset(before.id)
  change.audit({
    ...acted('environment.update', before),
    before: environmentView(before),
    after: environmentView(after),
  })
  return after
}

function acted(action: string, { id, projectId, key }: Environment) {
  return { action, projectId, environmentId: id, target: key }
}
