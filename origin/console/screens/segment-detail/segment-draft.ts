import type { SegmentView } from '../../api/use-choices.ts'
import { isSame } from '../../changes/draft.ts'

export type IdListName = 'included' | 'excluded'

/** What becomes of a list of ids, whatever is in it by then. */
export type IdEdit =
  | { readonly mode: 'add' | 'remove'; readonly ids: readonly string[] }
  | { readonly mode: 'replace'; readonly ids: readonly string[] }

export type SegmentPart = Pick<SegmentView, 'name' | 'description' | 'by' | 'rules'>

/** A segment as it is being edited; its lists as what is done to them, so that what others add meanwhile stays. */
export interface SegmentDraft extends SegmentPart {
  readonly ids: Readonly<Partial<Record<IdListName, IdEdit>>>
}

export function partOf({ name, description, by, rules }: SegmentPart): SegmentPart {
  return { name, description, by, rules }
}

export function draftOfSegment(segment: SegmentView): SegmentDraft {
  return { ...partOf(segment), ids: {} }
}

export function editIds(ids: readonly string[], edit: IdEdit | undefined): readonly string[] {
  if (edit === undefined) return ids
  if (edit.mode === 'replace') return edit.ids
  if (edit.mode === 'add') return [...new Set([...ids, ...edit.ids])]
  const gone = new Set(edit.ids)
  return ids.filter((id) => !gone.has(id))
}

/** What the draft changes of the segment itself; lists of ids are not among it. */
export function changedParts(base: SegmentView, draft: SegmentDraft): Partial<SegmentPart> {
  const [was, is] = [partOf(base), partOf(draft)]
  return Object.fromEntries(
    Object.entries(is).filter(([name, value]) => !isSame(was[name as keyof SegmentPart], value)),
  )
}

export function isChangedSegment(base: SegmentView, draft: SegmentDraft): boolean {
  return Object.keys(changedParts(base, draft)).length > 0 || Object.keys(draft.ids).length > 0
}

/** Whether somebody may get something else by it: a name and a description decide nothing. */
export function isDecisive(base: SegmentView, draft: SegmentDraft): boolean {
  const { name: _name, description: _description, ...weighty } = changedParts(base, draft)
  return Object.keys(weighty).length > 0 || Object.keys(draft.ids).length > 0
}

/** Lays one's own edits over what somebody else saved meanwhile; where both changed the same, one's own stands. */
export function rebaseSegment(base: SegmentView, draft: SegmentDraft, theirs: SegmentView): SegmentDraft {
  return { ...partOf(theirs), ...changedParts(base, draft), ids: draft.ids }
}
