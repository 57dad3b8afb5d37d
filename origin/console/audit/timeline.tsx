import { UnstyledButton } from '@mantine/core'
import { useId } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Icon } from '../blocks/icon.tsx'
import classes from './timeline.module.css'

/** What happened, newest first. */
export function Timeline({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ol className={classes['list']} aria-label={label}>
      {children}
    </ol>
  )
}

export interface TimelineItemProps {
  readonly head: ReactNode
  readonly isOpen: boolean
  readonly onToggle: () => void
  /** Shown while it is open. */
  readonly children: ReactNode
}

export function TimelineItem({ head, isOpen, onToggle, children }: TimelineItemProps) {
  const id = useId()
  return (
    <li className={classes['item']}>
      <UnstyledButton className={classes['head']} aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <span className={classes['sign']}>
          <Icon d="M9 6l6 6-6 6" size={16} />
        </span>
        <div style={{ minWidth: 0, flexGrow: 1 }}>{head}</div>
      </UnstyledButton>
      <div id={id}>{isOpen && <div className={classes['body']}>{children}</div>}</div>
    </li>
  )
}
