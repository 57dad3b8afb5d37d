import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { NewSavedContext } from './saved-context-input.ts'
import {
  type SavedContext,
  countSavedContexts,
  deleteSavedContextRow,
  findSavedContext,
  insertSavedContext,
  isNameTaken,
  updateSavedContext,
} from './saved-context-repository.ts'
import { savedContextView } from './saved-context-view.ts'

/** Each of them is tried out with every change that waits for approval. */
const MOST_CONTEXTS = 100

export interface SavedContextOrder {
  readonly id: string
  readonly precondition: Precondition
}

export function createSavedContext(change: Change, projectId: string, input: NewSavedContext): SavedContext {
  const { transaction, nowMs } = change
  refuseTaken(change, projectId, input.name)
  if (countSavedContexts(transaction, projectId) >= MOST_CONTEXTS) {
    throw new OriginError('too_many_contexts', `expected at most ${MOST_CONTEXTS} saved contexts in a project`)
  }
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs }
  const row: SavedContext = { id: change.drawId(), projectId, ...input, version: 1, ...times }
  insertSavedContext(transaction, row)
  change.audit({ ...acted('context.create', row), after: savedContextView(row) })
  return row
}

export function patchSavedContext(
  change: Change,
  projectId: string,
  order: SavedContextOrder & { readonly patch: Partial<NewSavedContext> },
): SavedContext {
  const before = getForChange(change, projectId, order)
  const { name } = order.patch
  if (name !== undefined && name !== before.name) refuseTaken(change, projectId, name)
  const after = { ...before, ...order.patch, version: before.version + 1, updatedAtMs: change.nowMs }
  updateSavedContext(change.transaction, after)
  change.audit({ ...acted('context.update', after), before: savedContextView(before), after: savedContextView(after) })
  return after
}

export function deleteSavedContext(change: Change, projectId: string, order: SavedContextOrder): void {
  const before = getForChange(change, projectId, order)
  deleteSavedContextRow(change.transaction, before.id)
  change.audit({ ...acted('context.delete', before), before: savedContextView(before) })
}

function getForChange(
  { transaction }: Change,
  projectId: string,
  { id, precondition }: SavedContextOrder,
): SavedContext {
  const row = findSavedContext(transaction, projectId, id)
  if (row === undefined) throw new OriginError('context_not_found', `no saved context has the id ${JSON.stringify(id)}`)
  checkPrecondition(precondition, {
    version: String(row.version),
    lastChange: () => findLastChange(transaction, { projectId, environmentId: null, target: id, kind: 'context' }),
  })
  return row
}

function refuseTaken({ transaction }: Change, projectId: string, name: string): void {
  if (!isNameTaken(transaction, projectId, name)) return
  throw new OriginError('context_exists', `a saved context has the name ${JSON.stringify(name)}`)
}

function acted(action: string, { projectId, id }: SavedContext) {
  return { action, projectId, target: id }
}
