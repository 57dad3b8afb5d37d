import type { ConfigurationView } from '../../../api/views.ts'
import { ChangeList } from '../../../changes/change-list.tsx'
import { changesBetween } from '../../../changes/changes-between.ts'
import { draftOf } from '../../../changes/draft.ts'
import { rebaseDraft } from '../../../changes/rebase-draft.ts'
import { ConflictFrame } from '../../../drafts/conflict-frame.tsx'
import { changedFlag } from '../../../drafts/use-last-change.ts'
import { m } from '../../../i18n/compiled/messages.js'
import type { FlagEditing } from '../flag-editing.ts'

export interface ConflictPanelProps {
  /** The environment's name. */
  readonly environment: string
  readonly theirs: ConfigurationView
  readonly editing: FlagEditing
  readonly onDone: () => void
}

/** What somebody else made of the flag meanwhile, and what becomes of one's own edits. */
export function ConflictPanel({ environment, theirs, editing, onDone }: ConflictPanelProps) {
  const [base, mine, now] = [draftOf(editing.base), editing.draft, draftOf(theirs)]
  return (
    <ConflictFrame
      editing={editing}
      theirs={theirs}
      reapplied={rebaseDraft({ base, mine, theirs: now })}
      changed={changedFlag(theirs)}
      theirChanges={<ChangeList changes={changesBetween(base, now)} environment={environment} />}
      myChanges={<ChangeList changes={changesBetween(base, mine)} environment={environment} />}
      hint={m.flag_detail_conflict_hint()}
      onDone={onDone}
    />
  )
}
