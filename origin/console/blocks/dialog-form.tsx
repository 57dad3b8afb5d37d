import { Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'
import { useUnsavedGuard } from './unsaved-guard.ts'

export interface DialogFormProps {
  /** Why it was refused. */
  readonly problem?: ReactNode
  readonly children: ReactNode
  /** What the button does, as a verb. */
  readonly action: string
  readonly isBusy: boolean
  readonly isDisabled?: boolean
  /** Something is written that nobody saved; of an edit, `useEdit` guards that. */
  readonly isUnsaved?: boolean
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
  readonly onCancel: () => void
}

/** What every form in a dialog has around its fields. */
export function DialogForm(props: DialogFormProps) {
  const { problem, children, action, isBusy, isDisabled = false, isUnsaved = false, onSubmit, onCancel } = props
  useUnsavedGuard(isUnsaved)
  return (
    <form noValidate onSubmit={onSubmit}>
      <Stack>
        {problem}
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {m.blocks_cancel()}
          </Button>
          <Button type="submit" loading={isBusy} disabled={isDisabled}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
