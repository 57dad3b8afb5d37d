import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { listConfigurations } from '../targeting/configuration-repository.ts'
import { refuseUnfit } from './archive-flag.ts'
import { draftFlagEdit } from './draft-flag-edit.ts'
import { refuseNeeded } from './flag-change-steps.ts'
import type { FlagEdit } from './flag-input.ts'
import type { FlagRow } from './flag-repository.ts'
import { problemsOfFlagChange } from './problems-of-flag-change.ts'

/**
 * Why a flag may not become what is asked for, by pointers into that.
 * @throws OriginError `flag_is_needed` or `flag_does_not_fit`, when it is not the input that is wrong
 */
export function problemsOfFlagEdit(
  database: Queryable,
  before: FlagRow,
  { edit, nowMs }: { readonly edit: FlagEdit; readonly nowMs: number },
): readonly Problem[] {
  const after = draftFlagEdit(before, edit, nowMs)
  if (after === undefined || edit.archived === true) refuseNeeded(database, before)
  if (edit.archived === false) refuseUnfit(database, before)
  return after === undefined
    ? []
    : problemsOfFlagChange(database, listConfigurations(database, before.id), { before, after })
}
