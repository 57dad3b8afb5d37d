import type { SegmentView } from '../../api/use-choices.ts'
import { isComplete } from '../../conditions/is-complete.ts'
import { SaveBar } from '../../drafts/save-bar.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { SegmentDraft } from './segment-draft.ts'
import type { SegmentEditing } from './segment-editing.ts'
import { SegmentReview } from './segment-review.tsx'

export interface SegmentSaveBarProps {
  readonly stored: SegmentView
  readonly editing: SegmentEditing
}

/** That the segment's draft is not saved, and what it lacks. */
export function SegmentSaveBar({ stored, editing }: SegmentSaveBarProps) {
  const { base, draft, discard } = editing
  return (
    <SaveBar
      said={m.drafts_unsaved()}
      gaps={gapsOf(draft)}
      isStale={stored.version !== base.version}
      onDiscard={discard}
      renderReview={(onClose) => <SegmentReview stored={stored} editing={editing} onClose={onClose} />}
    />
  )
}

function gapsOf({ rules, name }: SegmentDraft): readonly string[] {
  const gaps = rules.flatMap((rule, place) => (isComplete(rule) ? [] : [m.segment_detail_gap({ number: place + 1 })]))
  return name.trim() === '' ? [...gaps, m.segment_detail_no_name()] : gaps
}
