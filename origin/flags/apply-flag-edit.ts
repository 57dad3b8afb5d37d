import type { Change } from '../changes/commit-change.ts'
import type { Project } from '../projects/project-repository.ts'
import { archiveFlag, restoreFlag } from './archive-flag.ts'
import { type FlagOrder, deleteFlag, patchFlag } from './change-flag.ts'
import type { FlagEdit } from './flag-input.ts'

/** Makes of a flag what was asked for. */
export function applyFlagEdit(
  change: Change,
  project: Project,
  { edit, ...order }: FlagOrder & { readonly edit: FlagEdit },
): void {
  const { archived, deleted, allowMassRemoval = false, ...patch } = edit
  if (deleted === true) return deleteFlag(change, project, { ...order, allowMassRemoval })
  if (archived === true) return void archiveFlag(change, project, { ...order, allowMassRemoval })
  if (archived === false) return void restoreFlag(change, project, order)
  patchFlag(change, project, { ...order, action: 'flag.apply', patch })
}
