import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import type { VersionedTarget } from '../changes/precondition.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { EnvironmentConfiguration } from '../targeting/configuration-repository.ts'
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
export function refuseNeeded(database: Queryable, flag: FlagRow): void {
  const needs = describeNeeds(database, flag)
  if (needs.length > 0) throw new OriginError('flag_is_needed', needs.join('; '), { subject: flag.key })
}

export function touchAll(change: Change, configurations: readonly EnvironmentConfiguration[]): void {
  for (const { configuration } of configurations) change.touchRuleset(configuration.environmentId)
}
