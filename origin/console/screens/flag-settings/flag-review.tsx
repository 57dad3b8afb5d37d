import { Text } from '@mantine/core'
import type { FlagView } from '../../api/views.ts'
import { JsonDiff } from '../../changes/json-diff.tsx'
import { ConflictFrame } from '../../drafts/conflict-frame.tsx'
import { DraftReview } from '../../drafts/draft-review.tsx'
import { rebaseMembers } from '../../drafts/rebase-members.ts'
import type { ChangedThing } from '../../drafts/use-last-change.ts'
import { ChangedFields } from '../../editing/changed-fields.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { describeFlag } from './describe-flag.ts'
import { changedParts, draftOfFlag, isDecisive } from './flag-draft.ts'
import type { FlagEditing } from './flag-editing.ts'
import { useFlagChange } from './use-flag-change.ts'
import { guardsText, useGuards } from './use-guards.ts'

export interface FlagReviewProps {
  readonly stored: FlagView
  readonly editing: FlagEditing
  readonly onClose: () => void
}

/** What the flag becomes in all environments; where a protected one serves it, others are asked. */
export function FlagReview({ stored, editing, onClose }: FlagReviewProps) {
  const { base, draft, discard } = editing
  const change = changedParts(base, draft)
  const guards = useGuards(base.key)
  const { saving, isGuarded } = useFlagChange({ base, change, alone: { method: 'PATCH', path: '', body: change } })
  const needsOthers = isGuarded || (guards.length > 0 && isDecisive(base, draft))
  const changed: ChangedThing = { kind: 'flag', key: stored.key, version: stored.version }
  const names = Object.keys(change) as readonly (keyof typeof change)[]
  return (
    <DraftReview
      title={m.flag_settings_review_title({ flag: base.key })}
      environment={m.drafts_everywhere()}
      {...(needsOthers ? { approval: guardsText(guards) } : {})}
      stored={changed}
      baseVersion={base.version}
      saving={saving}
      isRefused={names.length === 0}
      renderConflict={(onDone) => (
        <ConflictFrame
          editing={editing}
          theirs={stored}
          reapplied={rebaseMembers({ base: draftOfFlag(base), mine: draft, theirs: draftOfFlag(stored) })}
          changed={changed}
          theirChanges={<Changes before={base} after={draftOfFlag(stored)} />}
          myChanges={<Changes before={base} after={draft} />}
          hint={m.flag_settings_conflict_hint()}
          onDone={onDone}
        />
      )}
      onSaved={() => {
        discard()
        onClose()
      }}
      onClose={onClose}
    >
      {names.length === 0 && <Text size="sm">{m.changes_no_changes()}</Text>}
      <Changes before={base} after={draft} />
      <JsonDiff before={Object.fromEntries(names.map((name) => [name, base[name]]))} after={change} />
    </DraftReview>
  )
}

interface ChangesProps {
  readonly before: FlagView
  readonly after: FlagEditing['draft']
}

function Changes({ before, after }: ChangesProps) {
  return (
    <ChangedFields
      label={m.flag_settings_changes()}
      before={describeFlag(draftOfFlag(before))}
      after={describeFlag(after)}
    />
  )
}
