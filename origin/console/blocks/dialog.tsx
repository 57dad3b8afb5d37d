import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'

export interface DialogProps {
  readonly title: string
  /** Wider, where a form has much to say. */
  readonly size?: 'lg'
  readonly children: ReactNode
  readonly onClose: () => void
}

/** A dialog in which something is written or shown once: a press beside it does not lose that. */
export function Dialog({ title, size, children, onClose }: DialogProps) {
  return (
    <Modal
      opened
      {...(size === undefined ? {} : { size })}
      title={title}
      onClose={onClose}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      {children}
    </Modal>
  )
}
