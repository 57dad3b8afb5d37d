import { useState } from 'react'
import type { SegmentView } from '../../api/use-choices.ts'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { type SegmentDraft, draftOfSegment, isChangedSegment } from './segment-draft.ts'

export interface SegmentEditing {
  /** What the edits began from. */
  readonly base: SegmentView
  readonly draft: SegmentDraft
  readonly isChanged: boolean
  readonly edit: (part: Partial<SegmentDraft>) => void
  readonly discard: () => void
  /** Goes on from another base, with these edits. */
  readonly rebase: (base: SegmentView, draft: SegmentDraft) => void
}

interface State {
  readonly base: SegmentView
  readonly draft: SegmentDraft
}

/** Until something is edited it follows what is stored; then it keeps what it began from. */
export function useSegmentDraft(stored: SegmentView): SegmentEditing {
  const [state, setState] = useState<State>()
  const isChanged = state !== undefined && isChangedSegment(state.base, state.draft)
  const { base, draft } = isChanged ? state : { base: stored, draft: draftOfSegment(stored) }
  useUnsavedGuard(isChanged)
  return {
    base,
    draft,
    isChanged,
    edit: (part) => setState({ base, draft: { ...draft, ...part } }),
    discard: () => setState(undefined),
    rebase: (base, draft) => setState({ base, draft }),
  }
}
