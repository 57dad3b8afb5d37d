import { Modal, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { NARROW } from '../blocks/narrow.ts'
import { m } from '../i18n/compiled/messages.js'

export interface ReviewModalProps {
  readonly title: string
  readonly children: ReactNode
  readonly onClose: () => void
}

/** Where a change is looked at before it is made; the whole of a narrow screen. */
export function ReviewModal({ title, children, onClose }: ReviewModalProps) {
  const isNarrow = useMediaQuery(NARROW)
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      fullScreen={isNarrow}
      title={title}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      <Stack gap="md">{children}</Stack>
    </Modal>
  )
}
