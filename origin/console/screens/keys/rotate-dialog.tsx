import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../blocks/dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { MadeKeyNote } from './made-key-note.tsx'
import { useRotation } from './use-key-change.ts'
import type { KeyPlace, KeyView } from './use-keys.ts'

const HOUR_SECONDS = 3_600
const DAY_SECONDS = 86_400
const MS_PER_SECOND = 1_000

/** How long both keys work, in seconds. */
const OVERLAPS = [
  [0, m.keys_overlap_none],
  [HOUR_SECONDS, m.keys_overlap_hour],
  [DAY_SECONDS, m.keys_overlap_day],
  [7 * DAY_SECONDS, m.keys_overlap_week],
  [30 * DAY_SECONDS, m.keys_overlap_month],
] as const
const USUAL_OVERLAP = String(DAY_SECONDS)

interface RotateDialogProps {
  readonly subject: KeyView
  readonly place: KeyPlace
  readonly onClose: () => void
}

export function RotateDialog({ subject, place, onClose }: RotateDialogProps) {
  const rotate = useRotation(place, subject)
  const { name } = subject
  return (
    <Dialog
      title={rotate.data === undefined ? m.keys_rotate_title({ name }) : m.keys_made_title({ name })}
      onClose={onClose}
    >
      {rotate.data === undefined ? (
        <Overlap subject={subject} rotate={rotate} onCancel={onClose} />
      ) : (
        <MadeKeyNote made={rotate.data} onDone={onClose} />
      )}
    </Dialog>
  )
}

interface OverlapProps {
  readonly subject: KeyView
  readonly rotate: ReturnType<typeof useRotation>
  readonly onCancel: () => void
}

function Overlap({ subject, rotate, onCancel }: OverlapProps) {
  const [overlap, setOverlap] = useState(USUAL_OVERLAP)
  return (
    <Stack>
      {rotate.error !== null && <ProblemAlert error={rotate.error} />}
      <Text size="sm">{m.keys_rotate_hint()}</Text>
      <Select
        label={m.keys_overlap()}
        data={OVERLAPS.map(([seconds, text]) => ({ value: String(seconds), label: text() }))}
        value={overlap}
        allowDeselect={false}
        onChange={(chosen) => chosen !== null && setOverlap(chosen)}
        data-autofocus
      />
      <Text size="sm" c="dimmed">
        {m.keys_rotate_until({ hint: subject.hint, time: formatTime(endOf(subject, Number(overlap))) })}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {m.blocks_cancel()}
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate(Number(overlap))}>
          {m.keys_rotate()}
        </Button>
      </Group>
    </Stack>
  )
}

/** A key that expires sooner does so all the same. */
function endOf({ expiresAt }: KeyView, overlapSeconds: number): number {
  const endAtMs = Date.now() + overlapSeconds * MS_PER_SECOND
  return expiresAt === null ? endAtMs : Math.min(endAtMs, Date.parse(expiresAt))
}
