import type { SegmentView } from '../../api/use-choices.ts'
import { type Editing, useDraft } from '../../drafts/use-draft.ts'
import { type SegmentDraft, draftOfSegment, isChangedSegment } from './segment-draft.ts'

export type SegmentEditing = Editing<SegmentView, SegmentDraft>

const KIND = { draftOf: draftOfSegment, isChanged: isChangedSegment }

export function useSegmentEditing(stored: SegmentView): SegmentEditing {
  return useDraft(stored, KIND)
}
