import { Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { ConfigurationView, FlagView } from '../../../api/views.ts'
import { isConflict } from '../../../api/api-error.ts'
import { drawCreationKey, isRefusal } from '../../../api/creation-key.ts'
import { ProblemAlert } from '../../../blocks/problem-alert.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { useEnvironment } from '../../../shell/scope.ts'
import { draftOf } from '../../../changes/draft.ts'
import type { Editing } from '../use-draft.ts'
import { ChangeTabs } from '../../../changes/change-tabs.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { usePreview } from './use-preview.ts'
import { useSave } from './use-save.ts'
import { WhenChoice } from '../../../changes/when-choice.tsx'
import { WhoChanges } from './who-changes.tsx'

export interface ReviewDialogProps {
  readonly flag: FlagView
  readonly stored: ConfigurationView
  readonly editing: Editing
  readonly onClose: () => void
}

const REASON_LENGTH = 500

/** What would change, for whom, why and when; nothing of a draft reaches anybody by another way. */
export function ReviewDialog({ flag, stored, editing, onClose }: ReviewDialogProps) {
  const { base, draft, discard } = editing
  const environment = useEnvironment()
  const name = environment?.name ?? base.environment
  const preview = usePreview(flag.key, draft)
  const save = useSave(flag.key)
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const [reason, setReason] = useState('')
  const [applyAt, setApplyAt] = useState<string>()
  const [isComparing, setComparing] = useState(false)
  const [idempotencyKey, drawAgain] = useState(drawCreationKey)
  const isRequest = environment?.protected === true || applyAt !== undefined
  const isConflicting = stored.version !== base.version || isConflict(save.error)
  const done = (message: string): void => {
    discard()
    onClose()
    notifications.show({ color: 'green', message })
  }
  const submit = (): void =>
    save.mutate(
      { base, draft, reason, ...(isRequest ? { request: { applyAt, idempotencyKey } } : {}) },
      {
        onSuccess: () => done(isRequest ? m.flag_detail_requested() : m.flag_detail_saved({ environment: name })),
        onError: (error) => isRefusal(error) && drawAgain(drawCreationKey),
      },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      fullScreen={isNarrow}
      title={m.flag_detail_review_title({ flag: flag.key, environment: name })}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      {isConflicting && isComparing ? (
        <ConflictPanel
          flag={flag.key}
          environment={name}
          editing={editing}
          onDone={(hasEdits) => {
            save.reset()
            setComparing(false)
            if (!hasEdits) onClose()
          }}
        />
      ) : (
        <Stack gap="md">
          <ChangeTabs before={draftOf(base)} after={draft} environment={name} />
          <Stack gap="xs">
            <Title order={3}>{m.flag_detail_who_changes()}</Title>
            {preview.error === null ? (
              <WhoChanges flag={flag.key} preview={preview.data} />
            ) : (
              <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />
            )}
          </Stack>
          <Textarea
            label={m.flag_detail_reason()}
            description={m.flag_detail_reason_hint()}
            maxLength={REASON_LENGTH}
            autosize
            minRows={2}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <WhenChoice isProtected={environment?.protected === true} applyAt={applyAt} onChange={setApplyAt} />
          {environment?.protected === true && (
            <Text size="sm">
              {m.flag_detail_protected_hint({ environment: name, count: environment.requiredApprovals })}
            </Text>
          )}
          {save.error !== null && (
            <ProblemAlert
              error={save.error}
              {...(isConflict(save.error) ? { onSeeDifference: () => setComparing(true) } : {})}
            />
          )}
          {save.error === null && isConflicting && (
            <Group gap="sm">
              <Text size="sm">{m.flag_detail_stale()}</Text>
              <Button size="xs" variant="default" onClick={() => setComparing(true)}>
                {m.blocks_see_difference()}
              </Button>
            </Group>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {m.flag_detail_back()}
            </Button>
            <Button loading={save.isPending} disabled={preview.error !== null || isConflicting} onClick={submit}>
              {isRequest ? m.flag_detail_ask({ environment: name }) : m.flag_detail_save({ environment: name })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
