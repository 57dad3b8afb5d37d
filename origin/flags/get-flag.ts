import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type FlagRow, findFlagOrTombstone } from './flag-repository.ts'

/** A flag that lives; a deleted one is answered like one that never was. */
export function getFlag(database: Queryable, projectId: string, key: string): FlagRow {
  const flag = findFlagOrTombstone(database, projectId, key)
  if (flag !== undefined && flag.deletedAtMs === null) return flag
  throw new OriginError('flag_not_found', `no flag has the key ${JSON.stringify(key)}`, { subject: key })
}
