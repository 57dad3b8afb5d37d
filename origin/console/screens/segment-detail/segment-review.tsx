import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { isConflict } from '../../api/api-error.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { WhenChoice } from '../../changes/when-choice.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { idChangesOf } from './id-changes-of.ts'
import { SegmentChanges } from './segment-changes.tsx'
import { SegmentConflict } from './segment-conflict.tsx'
import { changedParts } from './segment-draft.ts'
import type { SegmentEditing } from './use-segment-draft.ts'
import { useSaveSegment } from './use-save-segment.ts'
import { useSegmentIds, useSegmentUses } from './use-segment.ts'
import { UseLinks, isUsed } from './used-by.tsx'

export interface SegmentReviewProps {
  readonly stored: SegmentView
  readonly editing: SegmentEditing
  readonly onClose: () => void
}

const REASON_LENGTH = 500

/** Who comes and who goes, which flags follow, why and when. */
export function SegmentReview({ stored, editing, onClose }: SegmentReviewProps) {
  const { base, draft, discard } = editing
  const environment = useEnvironment()
  const name = environment?.name ?? ''
  const uses = useSegmentUses(base.key).data
  const lists = { included: useSegmentIds(base, 'included').data, excluded: useSegmentIds(base, 'excluded').data }
  const save = useSaveSegment(base.key)
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const [reason, setReason] = useState('')
  const [applyAt, setApplyAt] = useState<string>()
  const [isComparing, setComparing] = useState(false)
  const [idempotencyKey, drawAgain] = useState(() => crypto.randomUUID())
  const { name: _name, description: _description, ...weighty } = changedParts(base, draft)
  const decides = Object.keys(weighty).length > 0 || Object.keys(draft.ids).length > 0
  const needsOthers = environment?.protected === true && uses !== undefined && isUsed(uses) && decides
  const isRequest = needsOthers || applyAt !== undefined
  const isStale = stored.version !== base.version
  const { included, excluded } = lists
  if (uses === undefined || included === undefined || excluded === undefined) return <Waiting />
  const submit = (): void =>
    save.mutate(
      {
        base,
        draft,
        lists: { included, excluded },
        reason,
        ...(isRequest ? { request: { applyAt, idempotencyKey } } : {}),
      },
      {
        onSuccess: () => {
          discard()
          onClose()
          const message = isRequest ? m.segment_detail_requested() : m.segment_detail_saved({ environment: name })
          notifications.show({ color: 'green', message })
        },
        onError: () => drawAgain(crypto.randomUUID()),
      },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      fullScreen={isNarrow}
      title={m.segment_detail_review_title({ segment: base.name, environment: name })}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      {isComparing && isStale ? (
        <SegmentConflict
          theirs={stored}
          editing={editing}
          onDone={(hasEdits) => {
            save.reset()
            setComparing(false)
            if (!hasEdits) onClose()
          }}
        />
      ) : (
        <Stack gap="md">
          <SegmentChanges before={base} after={draft} ids={idChangesOf({ included, excluded }, draft.ids)} />
          {isUsed(uses) && (
            <div>
              <Text size="sm">{m.segment_detail_followers()}</Text>
              <UseLinks uses={uses} />
            </div>
          )}
          <Textarea
            label={m.segment_detail_reason()}
            maxLength={REASON_LENGTH}
            autosize
            minRows={2}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <WhenChoice isProtected={needsOthers} applyAt={applyAt} onChange={setApplyAt} />
          {needsOthers && (
            <Text size="sm">
              {m.segment_detail_protected({ environment: name, count: environment.requiredApprovals })}
            </Text>
          )}
          {save.error !== null && (
            <ProblemAlert
              error={save.error}
              {...(isConflict(save.error) ? { onSeeDifference: () => setComparing(true) } : {})}
            />
          )}
          {save.error === null && isStale && (
            <Group gap="sm">
              <Text size="sm">{m.segment_detail_stale()}</Text>
              <Button size="xs" variant="default" onClick={() => setComparing(true)}>
                {m.blocks_see_difference()}
              </Button>
            </Group>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {m.segment_detail_back()}
            </Button>
            <Button loading={save.isPending} disabled={isStale} onClick={submit}>
              {isRequest ? m.segment_detail_ask({ environment: name }) : m.segment_detail_save({ environment: name })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
