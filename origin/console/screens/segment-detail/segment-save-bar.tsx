import { Button, Group, Paper, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { SegmentView } from '../../api/use-choices.ts'
import { isComplete } from '../../conditions/is-complete.ts'
import { m } from '../../i18n/compiled/messages.js'
import { SegmentReview } from './segment-review.tsx'
import type { SegmentEditing } from './use-segment-draft.ts'

export interface SegmentSaveBarProps {
  readonly stored: SegmentView
  readonly editing: SegmentEditing
}

/** Says that something is not saved, and leads to the review. */
export function SegmentSaveBar({ stored, editing }: SegmentSaveBarProps) {
  const [isOpen, { open, close }] = useDisclosure()
  const { base, draft, discard } = editing
  const gap = draft.rules.findIndex((rule) => !isComplete(rule))
  return (
    <Paper
      component="section"
      withBorder
      p="sm"
      shadow="md"
      pos="sticky"
      bottom={8}
      style={{ zIndex: 10 }}
      aria-label={m.segment_detail_unsaved()}
    >
      <Group justify="space-between" gap="sm">
        <output>
          <Text size="sm" fw={600}>
            {m.segment_detail_unsaved()}
          </Text>
          {gap >= 0 && (
            <Text size="sm" c="var(--mantine-color-error)">
              {m.segment_detail_gap({ number: gap + 1 })}
            </Text>
          )}
          {draft.name.trim() === '' && (
            <Text size="sm" c="var(--mantine-color-error)">
              {m.segment_detail_no_name()}
            </Text>
          )}
          {stored.version !== base.version && <Text size="sm">{m.segment_detail_stale()}</Text>}
        </output>
        <Group gap="xs">
          <Button variant="default" onClick={discard}>
            {m.segment_detail_discard()}
          </Button>
          <Button disabled={gap >= 0 || draft.name.trim() === ''} onClick={open}>
            {m.segment_detail_review()}
          </Button>
        </Group>
      </Group>
      {isOpen && <SegmentReview stored={stored} editing={editing} onClose={close} />}
    </Paper>
  )
}
