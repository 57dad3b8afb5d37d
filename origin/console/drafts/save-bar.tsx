import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'
import classes from './save-bar.module.css'

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
  return (
    <section className={classes['bar']} aria-label={m.drafts_unsaved()}>
      <Group justify="space-between" gap="sm">
        <output>
          <Text size="sm" fw={600}>
            {said}
          </Text>
          {gaps.map((gap) => (
            <Text key={gap} size="sm" c="var(--mantine-color-error)">
              {gap}
            </Text>
          ))}
          {isStale && <Text size="sm">{m.drafts_stale()}</Text>}
        </output>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard}>
            {m.drafts_discard()}
          </Button>
          <Button disabled={gaps.length > 0} onClick={open}>
            {m.drafts_review()}
          </Button>
        </Group>
      </Group>
      {isOpen && renderReview(close)}
    </section>
  )
}
