import { Stack, Title } from '@mantine/core'
import type { ConfigurationView } from '../../../api/views.ts'
import { ProblemAlert } from '../../../blocks/problem-alert.tsx'
import { ChangeTabs } from '../../../changes/change-tabs.tsx'
import { draftOf } from '../../../changes/draft.ts'
import { approvalText } from '../../../drafts/approval-text.ts'
import { DraftReview } from '../../../drafts/draft-review.tsx'
import { changedFlag } from '../../../drafts/use-last-change.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { useEnvironment } from '../../../shell/scope.ts'
import type { FlagEditing } from '../flag-editing.ts'
import { ConflictPanel } from './conflict-panel.tsx'
import { usePreview } from './use-preview.ts'
import { useSave } from './use-save.ts'
import { WhoChanges } from './who-changes.tsx'

export interface ReviewDialogProps {
  readonly stored: ConfigurationView
  readonly editing: FlagEditing
  /** Of what was there before. */
  readonly onSaved: (before: ConfigurationView) => void
  readonly onClose: () => void
}

/** What the flag would do, and whom it would give something else. */
export function ReviewDialog({ stored, editing, onSaved, onClose }: ReviewDialogProps) {
  const { base, draft, discard } = editing
  const environment = useEnvironment()
  const name = environment?.name ?? base.environment
  const preview = usePreview(base.flag, draft)
  return (
    <DraftReview
      title={m.flag_detail_review_title({ flag: base.flag, environment: name })}
      environment={name}
      {...(environment?.protected === true ? { approval: approvalText(environment) } : {})}
      stored={changedFlag(stored)}
      baseVersion={base.version}
      saving={useSave(base, draft)}
      isRefused={preview.error !== null}
      renderConflict={(onDone) => (
        <ConflictPanel environment={name} theirs={stored} editing={editing} onDone={onDone} />
      )}
      isSavedSaid
      onSaved={(isRequest) => {
        discard()
        onClose()
        if (!isRequest) onSaved(base)
      }}
      onClose={onClose}
    >
      <ChangeTabs before={draftOf(base)} after={draft} environment={name} />
      <Stack gap="xs">
        <Title order={3}>{m.flag_detail_who_changes()}</Title>
        {preview.error === null ? (
          <WhoChanges flag={base.flag} preview={preview.data} />
        ) : (
          <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />
        )}
      </Stack>
    </DraftReview>
  )
}
