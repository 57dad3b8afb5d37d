import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'
import { ProblemAlert } from './problem-alert.tsx'

export interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  /** What will happen, item by item: never just "are you sure". */
  readonly children: ReactNode
  /** What the button does, as a verb. */
  readonly action: string
  /** What the other button does, where it is more than to stay. */
  readonly cancel?: string
  readonly isDangerous?: boolean
  readonly isBusy?: boolean
  readonly error?: unknown
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

export function Confirm(props: ConfirmProps) {
  const { opened, title, children, action, cancel = m.blocks_cancel(), isDangerous = false, isBusy = false } = props
  const { error, onConfirm, onCancel } = props
  return (
    <Modal opened={opened} onClose={onCancel} title={title} closeButtonProps={{ 'aria-label': m.blocks_close() }}>
      <Stack>
        {children}
        {error !== undefined && error !== null && <ProblemAlert error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {cancel}
          </Button>
          <Button loading={isBusy} onClick={onConfirm} {...(isDangerous ? { color: 'red.9' } : {})}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
