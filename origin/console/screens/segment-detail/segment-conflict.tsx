import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { SegmentView } from '../../api/use-choices.ts'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { SegmentChanges } from './segment-changes.tsx'
import { isChangedSegment, rebaseSegment } from './segment-draft.ts'
import type { SegmentEditing } from './use-segment-draft.ts'

export interface SegmentConflictProps {
  readonly theirs: SegmentView
  readonly editing: SegmentEditing
  /** What goes on: the review of one's own edits, or nothing. */
  readonly onDone: (hasEdits: boolean) => void
}

/** What somebody else saved meanwhile, and what becomes of one's own edits. */
export function SegmentConflict({ theirs, editing, onDone }: SegmentConflictProps) {
  const { base, draft, discard, rebase } = editing
  const reapplied = rebaseSegment(base, draft, theirs)
  const counts = [
    { text: m.segment_detail_included, before: base.includedCount, after: theirs.includedCount },
    { text: m.segment_detail_excluded, before: base.excludedCount, after: theirs.excludedCount },
  ].filter(({ before, after }) => before !== after)
  return (
    <Stack gap="md">
      <section>
        <Title order={3}>{m.segment_detail_theirs()}</Title>
        <SegmentChanges before={base} after={theirs} />
        {counts.map(({ text, before, after }) => (
          <Text key={text({ number: '' })} size="sm">
            {text({ number: `${formatNumber(before)} → ${formatNumber(after)}` })}
          </Text>
        ))}
      </section>
      <Text size="sm" c="dimmed">
        {m.segment_detail_conflict_hint()}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            discard()
            onDone(false)
          }}
        >
          {m.segment_detail_take_theirs()}
        </Button>
        <Button
          onClick={() => {
            rebase(theirs, reapplied)
            onDone(isChangedSegment(theirs, reapplied))
          }}
        >
          {m.segment_detail_reapply()}
        </Button>
      </Group>
    </Stack>
  )
}
