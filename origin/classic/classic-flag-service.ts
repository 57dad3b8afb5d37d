import type { Change } from '../changes/commit-change.ts'
import type { Queryable } from '../db/open-database.ts'
import { deleteFlag, patchFlag } from '../flags/change-flag.ts'
import { failRequestsOfFlag } from '../requests/fail-requests.ts'
import { createFlag } from '../flags/create-flag.ts'
import { BOOLEAN_VARIANTS } from '../flags/flag-input.ts'
import { findFlagOrTombstone } from '../flags/flag-repository.ts'
import { getFlag } from '../flags/get-flag.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { getConfiguration, listFlagsIn } from '../targeting/configuration-repository.ts'
import { changeConfiguration } from '../targeting/configuration-service.ts'
import { classicScope, unprotectedClassicProject, unprotectedClassicScope } from './classic-scope.ts'
import { classicFlagView } from './classic-view.ts'

export interface NewClassicFlag {
  readonly name: string
  readonly description: string | null
  readonly isEnabled: boolean
}

export interface ClassicFlagPatch {
  readonly description?: string | null
  readonly isEnabled?: boolean
}

export type ClassicFlag = ReturnType<typeof classicFlagView>

/** Every flag of the project, also those that the seed could not have made. */
export function listClassicFlags(database: Queryable): readonly ClassicFlag[] {
  const { project, environment } = classicScope(database)
  return listFlagsIn(database, project.id, environment.id).map(({ flag, configuration }) =>
    classicFlagView(flag, configuration),
  )
}

export function getClassicFlag(database: Queryable, name: string): ClassicFlag {
  const { project, environment } = classicScope(database)
  const flag = getFlag(database, project.id, name)
  return classicFlagView(flag, getConfiguration(database, flag.id, environment.id))
}

/** A name that was deleted comes back with the bucketing it had, so that nobody moves. */
export function createClassicFlag(change: Change, { name, description, isEnabled }: NewClassicFlag): ClassicFlag {
  const scope = unprotectedClassicProject(change.transaction)
  const isNew = findFlagOrTombstone(change.transaction, scope.project.id, name) === undefined
  createFlag(change, scope.project, {
    key: name,
    type: 'boolean',
    variants: BOOLEAN_VARIANTS,
    description,
    ...(isNew ? { scheme: 'togglemaster-classic', salt: name } : {}),
    reuseDeletedKey: true,
  })
  if (isEnabled) setEnabled(change, scope, name, true)
  return getClassicFlag(change.transaction, name)
}

export function patchClassicFlag(change: Change, name: string, patch: ClassicFlagPatch): ClassicFlag {
  getFlag(change.transaction, classicScope(change.transaction).project.id, name)
  const scope = unprotectedClassicScope(change.transaction)
  const { description, isEnabled } = patch
  if (description !== undefined) {
    patchFlag(change, scope.project, { key: name, precondition: 'any', patch: { description } })
  }
  if (isEnabled !== undefined) setEnabled(change, scope, name, isEnabled)
  return getClassicFlag(change.transaction, name)
}

export function deleteClassicFlag(change: Change, name: string): void {
  getFlag(change.transaction, classicScope(change.transaction).project.id, name)
  const { project } = unprotectedClassicProject(change.transaction)
  deleteFlag(change, project, { key: name, precondition: 'any' })
  failRequestsOfFlag(change, project, name)
}

function setEnabled(change: Change, scope: EnvironmentScope, name: string, enabled: boolean): void {
  changeConfiguration(change, scope, {
    flagKey: name,
    precondition: 'any',
    edit: (current) => ({ ...current, enabled }),
  })
}
