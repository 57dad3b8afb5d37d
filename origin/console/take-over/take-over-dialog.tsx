import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { isConflict } from '../api/api-error.ts'
import { drawCreationKey, isRefusal } from '../api/creation-key.ts'
import type { ConfigurationView, EnvironmentView } from '../api/views.ts'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { ChangeTabs } from '../changes/change-tabs.tsx'
import { draftOf } from '../changes/draft.ts'
import { approvalText } from '../drafts/approval-text.ts'
import { ConflictNotice } from '../drafts/conflict-notice.tsx'
import { ReasonInput } from '../drafts/reason-input.tsx'
import { ReviewModal } from '../drafts/review-modal.tsx'
import { changedFlag } from '../drafts/use-last-change.ts'
import { m } from '../i18n/compiled/messages.js'
import { type TakenState, useTakeOver } from './use-take-over.ts'

export interface TakeOverDialogProps {
  readonly title: string
  /** Which one receives. */
  readonly environment: EnvironmentView
  /** What the flag does there, as it was last read. */
  readonly stored: ConfigurationView
  readonly taken: TakenState
  /** What the button does, where no approval is needed. */
  readonly action: string
  /** What happened, then. */
  readonly done: string
  /** What is to be known besides the difference. */
  readonly children?: ReactNode
  /** The origin would refuse it. */
  readonly isRefused?: boolean
  readonly onClose: () => void
}

/** What would change, and why; where the environment is protected, others are asked first. */
export function TakeOverDialog(props: TakeOverDialogProps) {
  const { title, environment, stored, taken, action, done, children, isRefused = false, onClose } = props
  const takeOver = useTakeOver(() => {
    onClose()
    notifications.show({ color: 'green', message: environment.protected ? m.drafts_requested() : done })
  })
  // What is looked at stays, whatever is read behind it, until somebody wants to see the newer.
  const [looked, look] = useState({ base: stored, taken })
  const [reason, setReason] = useState('')
  const [requestKey, setRequestKey] = useState(drawCreationKey)
  const newer = [stored, taken.state].find(
    ({ version }, i) => version !== [looked.base, looked.taken.state][i]?.version,
  )
  const lookAgain = (): void => {
    look({ base: stored, taken })
    takeOver.reset()
  }
  const submit = (): void =>
    takeOver.mutate(
      { ...looked, reason, ...(environment.protected ? { requestKey } : {}) },
      {
        onError: (error) => isRefusal(error) && setRequestKey(drawCreationKey),
      },
    )
  return (
    <ReviewModal title={title} onClose={onClose}>
      <ChangeTabs
        key={looked.base.version}
        before={draftOf(looked.base)}
        after={draftOf(looked.taken.state)}
        environment={environment.name}
      />
      {children}
      <ReasonInput reason={reason} onChange={setReason} />
      {environment.protected && <Text size="sm">{approvalText(environment)}</Text>}
      {newer !== undefined && <ConflictNotice changed={changedFlag(newer)} onSeeDifference={lookAgain} />}
      {newer === undefined && takeOver.error !== null && <ProblemAlert error={takeOver.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {m.blocks_cancel()}
        </Button>
        <Button
          loading={takeOver.isPending}
          disabled={isRefused || newer !== undefined || isConflict(takeOver.error)}
          onClick={submit}
        >
          {environment.protected ? m.drafts_ask({ environment: environment.name }) : action}
        </Button>
      </Group>
    </ReviewModal>
  )
}
