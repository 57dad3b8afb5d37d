import type { ConfigurationView } from '../../../api/views.ts'
import { changesBetween } from '../../../changes/changes-between.ts'
import { draftOf } from '../../../changes/draft.ts'
import { SaveBar } from '../../../drafts/save-bar.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import type { FlagEditing } from '../flag-editing.ts'
import { type DraftGap, gapsOf } from './draft-gaps.ts'
import { ReviewDialog } from './review-dialog.tsx'

export interface FlagSaveBarProps {
  readonly stored: ConfigurationView
  readonly editing: FlagEditing
  readonly onSaved: (before: ConfigurationView) => void
}

/** How much of the flag's draft is not saved, and what it lacks. */
export function FlagSaveBar({ stored, editing, onSaved }: FlagSaveBarProps) {
  const { base, draft, discard } = editing
  return (
    <SaveBar
      said={m.flag_detail_unsaved({ count: changesBetween(draftOf(base), draft).length })}
      gaps={gapsOf(draft).map(gapText)}
      isStale={stored.version !== base.version}
      onDiscard={discard}
      renderReview={(onClose) => <ReviewDialog stored={stored} editing={editing} onSaved={onSaved} onClose={onClose} />}
    />
  )
}

function gapText({ number, lacks }: DraftGap): string {
  if (number === undefined) return m.flag_detail_gap_default()
  return lacks === 'condition' ? m.flag_detail_gap_condition({ number }) : m.flag_detail_gap_weights({ number })
}
