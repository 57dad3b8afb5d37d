import type { IdChanges } from '../../../requests/id-changes.ts'
import { type IdEdit, type IdListName, editIds } from './segment-draft.ts'

export type IdsByList = Readonly<Record<IdListName, readonly string[]>>

/** As many as somebody looks at. */
const FIRST = 20

/** Who would come into the lists, and who would go. */
export function idChangesOf(lists: IdsByList, edits: Readonly<Partial<Record<IdListName, IdEdit>>>): IdChanges {
  return {
    included: changesOf(lists.included, edits.included),
    excluded: changesOf(lists.excluded, edits.excluded),
  }
}

function changesOf(before: readonly string[], edit: IdEdit | undefined) {
  const after = editIds(before, edit)
  return { added: onlyIn(after, before), removed: onlyIn(before, after) }
}

function onlyIn(ids: readonly string[], others: readonly string[]) {
  const known = new Set(others)
  const own = ids.filter((id) => !known.has(id))
  return { count: own.length, first: own.slice(0, FIRST) }
}
