import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import type { VersionedTarget } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import { listEnvironments } from '../projects/environment-repository.ts'
import { type EnvironmentConfiguration, getConfiguration } from '../targeting/configuration-repository.ts'
import type { FlagRow } from './flag-repository.ts'
import { describeNeeds } from './problems-of-flag-change.ts'

/** What every change of a flag begins with: which version is to be changed, and who made it. */
export function targetOf({ transaction }: Change, { projectId, key: target, version }: FlagRow): VersionedTarget {
  return {
    version: String(version),
    lastChange: () => findLastChange(transaction, { projectId, environmentId: null, target, kind: 'flag' }),
  }
}

/** A flag that others need can neither be deleted nor archived. */
export function refuseNeeded({ transaction }: Change, flag: FlagRow): void {
  const needs = describeNeeds(transaction, flag)
  if (needs.length > 0) throw new OriginError('flag_is_needed', needs.join('; '), { subject: flag.key })
}

/**
 * What is switched on in a protected environment is neither taken out of it nor re-drawn by one person alone: switched
 * off first, which anybody may do, it concerns nobody there.
 */
export function refuseWherePeopleAreProtected({ transaction, way }: Change, flag: FlagRow): void {
  if (way === 'request') return
  const environments = listEnvironments(transaction, flag.projectId).filter((environment) => environment.protected)
  const served = environments.find(({ id }) => getConfiguration(transaction, flag.id, id).enabled)
  if (served === undefined) return
  throw new OriginError(
    'approval_required',
    `the flag is enabled in ${JSON.stringify(served.key)}, which is protected: switch it off there first`,
    { subject: flag.key },
  )
}

export function touchAll(change: Change, configurations: readonly EnvironmentConfiguration[]): void {
  for (const { configuration } of configurations) change.touchRuleset(configuration.environmentId)
}
