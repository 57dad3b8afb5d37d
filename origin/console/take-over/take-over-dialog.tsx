import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { isConflict } from '../api/api-error.ts'
import { drawCreationKey, isRefusal } from '../api/creation-key.ts'
import type { ConfigurationView, EnvironmentView } from '../api/views.ts'
import { ProblemAlert } from '../blocks/problem-alert.tsx'
import { ChangeTabs } from '../changes/change-tabs.tsx'
import { draftOf } from '../changes/draft.ts'
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

const REASON_LENGTH = 500

/** What would change, and why; where the environment is protected, others are asked first. */
export function TakeOverDialog(props: TakeOverDialogProps) {
  const { title, environment, stored, taken, action, done, children, isRefused = false, onClose } = props
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const takeOver = useTakeOver(() => {
    onClose()
    notifications.show({ color: 'green', message: environment.protected ? m.take_over_requested() : done })
  })
  // What is looked at stays, whatever is read behind it, until somebody wants to see the newer.
  const [looked, look] = useState({ base: stored, taken })
  const [reason, setReason] = useState('')
  const [requestKey, setRequestKey] = useState(drawCreationKey)
  const isStale = stored.version !== looked.base.version || taken.state.version !== looked.taken.state.version
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
    <Modal
      opened
      onClose={onClose}
      size="xl"
      fullScreen={isNarrow}
      title={title}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      <Stack gap="md">
        <ChangeTabs
          key={looked.base.version}
          before={draftOf(looked.base)}
          after={draftOf(looked.taken.state)}
          environment={environment.name}
        />
        {children}
        <Textarea
          label={m.take_over_reason()}
          description={m.take_over_reason_hint()}
          maxLength={REASON_LENGTH}
          autosize
          minRows={2}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {environment.protected && (
          <Text size="sm">
            {m.take_over_protected({ environment: environment.name, count: environment.requiredApprovals })}
          </Text>
        )}
        {takeOver.error !== null && (
          <ProblemAlert
            error={takeOver.error}
            {...(isConflict(takeOver.error) && isStale ? { onSeeDifference: lookAgain } : {})}
          />
        )}
        {takeOver.error === null && isStale && (
          <Group gap="sm">
            <Text size="sm">{m.take_over_stale()}</Text>
            <Button size="xs" variant="default" onClick={lookAgain}>
              {m.blocks_see_difference()}
            </Button>
          </Group>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {m.blocks_cancel()}
          </Button>
          <Button loading={takeOver.isPending} disabled={isRefused || isStale} onClick={submit}>
            {environment.protected ? m.take_over_ask({ environment: environment.name }) : action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
