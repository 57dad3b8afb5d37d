import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { UseMutationResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { isConflict } from '../api/api-error.ts'
import { drawCreationKey, isRefusal } from '../api/creation-key.ts'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { WhenChoice } from '../changes/when-choice.tsx'
import { m } from '../i18n/compiled/messages.js'
import { ConflictNotice } from './conflict-notice.tsx'
import { ReasonInput } from './reason-input.tsx'
import { ReviewModal } from './review-modal.tsx'
import type { ChangedThing } from './use-last-change.ts'

/** How a draft is to be saved. */
export interface SaveOrder {
  readonly reason: string
  /** Asks for the change instead of making it: others approve, or its time comes. */
  readonly request?: { readonly applyAt: string | undefined; readonly idempotencyKey: string }
}

export type Saving = UseMutationResult<void, Error, SaveOrder>

export interface DraftReviewProps {
  readonly title: string
  /** The environment's name, as people know it. */
  readonly environment: string
  /** What the button does where nobody is asked; it saves, when absent. */
  readonly action?: string
  /** Whom it waits for; nobody, when absent. */
  readonly approval?: string
  readonly stored: ChangedThing
  /** The version that the edits began from. */
  readonly baseVersion: number
  readonly saving: Saving
  /** The origin would refuse it. */
  readonly isRefused?: boolean
  /** What somebody else saved meanwhile beside the edits, in place of the review; where nothing is edited, the newer is looked at. */
  readonly renderConflict: ((onDone: () => void) => ReactNode) | { readonly lookAgain: () => void }
  /** What would change, and for whom. */
  readonly children: ReactNode
  readonly onSaved: (isRequest: boolean) => void
  /** Whoever opened it says for as long as it matters that it was saved; otherwise it is said here, for a moment. */
  readonly isSavedSaid?: boolean
  readonly onClose: () => void
}

/** What would change, for whom, why and when; nothing of a draft reaches anybody by another way. */
export function DraftReview(props: DraftReviewProps) {
  const { title, environment, approval, stored, baseVersion, saving, isRefused = false, isSavedSaid = false } = props
  const { renderConflict, children, onSaved, onClose, action = m.drafts_save({ environment }) } = props
  const [reason, setReason] = useState('')
  const [applyAt, setApplyAt] = useState<string>()
  const [isComparing, setComparing] = useState(false)
  const [idempotencyKey, drawAgain] = useState(drawCreationKey)
  const isRequest = approval !== undefined || applyAt !== undefined
  const isStale = stored.version !== baseVersion
  const submit = (): void =>
    saving.mutate(
      { reason, ...(isRequest ? { request: { applyAt, idempotencyKey } } : {}) },
      {
        onSuccess: () => {
          onSaved(isRequest)
          if (!isRequest && isSavedSaid) return
          const message = isRequest ? m.drafts_requested() : m.drafts_saved({ environment })
          notifications.show({ color: 'green', message })
        },
        onError: (error) => isRefusal(error) && drawAgain(drawCreationKey),
      },
    )
  const goOn = (): void => {
    saving.reset()
    setComparing(false)
  }
  const seeDifference = (): void => {
    if (typeof renderConflict === 'function') setComparing(true)
    else {
      saving.reset()
      renderConflict.lookAgain()
    }
  }
  if (isStale && isComparing && typeof renderConflict === 'function') {
    return (
      <ReviewModal title={title} onClose={onClose}>
        {renderConflict(goOn)}
      </ReviewModal>
    )
  }
  return (
    <ReviewModal title={title} onClose={onClose}>
      {children}
      <ReasonInput reason={reason} onChange={setReason} />
      <WhenChoice isProtected={approval !== undefined} applyAt={applyAt} onChange={setApplyAt} />
      {approval !== undefined && <Text size="sm">{approval}</Text>}
      {isStale && <ConflictNotice changed={stored} onSeeDifference={seeDifference} />}
      {!isStale && saving.error !== null && <ProblemAlert error={saving.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {m.drafts_back()}
        </Button>
        <Button loading={saving.isPending} disabled={isRefused || isStale || isConflict(saving.error)} onClick={submit}>
          {isRequest ? m.drafts_ask({ environment }) : action}
        </Button>
      </Group>
    </ReviewModal>
  )
}
