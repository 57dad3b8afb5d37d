import { Button, Text } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { NARROW } from '../blocks/narrow.ts'
import { m } from '../i18n/compiled/messages.js'
import { BottomBar } from './bottom-bar.tsx'

export interface SaveBarProps {
  /** What of it is not saved. */
  readonly said: string
  /** What is to be filled in first. */
  readonly gaps: readonly string[]
  /** Somebody else saved meanwhile. */
  readonly isStale: boolean
  readonly onDiscard: () => void
  readonly renderReview: (onClose: () => void) => ReactNode
}

/** Says that something is not saved, and leads to the review. */
export function SaveBar({ said, gaps, isStale, onDiscard, renderReview }: SaveBarProps) {
  const [isOpen, { open, close }] = useDisclosure()
  const size = useMediaQuery(NARROW) ? 'xs' : 'sm'
  const notes = [
    ...gaps.map((gap) => (
      <Text key={gap} size="sm" c="var(--mantine-color-error)" lh="inherit">
        {gap}
      </Text>
    )),
    ...(isStale
      ? [
          <Text key="stale" size="sm" lh="inherit">
            {m.drafts_stale()}
          </Text>,
        ]
      : []),
  ]
  return (
    <BottomBar
      label={m.drafts_unsaved()}
      text={
        <Text size="sm" fw={600} lh="inherit">
          {said}
        </Text>
      }
      {...(notes.length === 0 ? {} : { notes })}
      buttons={
        <>
          <Button size={size} variant="default" onClick={onDiscard}>
            {m.drafts_discard()}
          </Button>
          <Button size={size} disabled={gaps.length > 0} onClick={open}>
            {m.drafts_review()}
          </Button>
        </>
      }
    >
      {isOpen && renderReview(close)}
    </BottomBar>
  )
}
