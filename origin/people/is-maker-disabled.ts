import type { Queryable } from '../db/open-database.ts'
import { personBehind } from './person-behind.ts'

/**
 * Whether something was made by somebody whose account is disabled, be it by a key that they made, or by one that was
 * made with that. Whoever rotates such a key makes the successor their own.
 * @param createdBy  as the columns of that name say it
 */
export function isMakerDisabled(database: Queryable, createdBy: string | null): boolean {
  const disabledAtMs = personBehind(database, createdBy)?.disabledAtMs ?? null
  return disabledAtMs !== null
}
