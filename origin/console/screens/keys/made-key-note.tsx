import { Button, Group, Stack, Text } from '@mantine/core'
import { CopyField } from '../../blocks/copy-field.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'
import { KIND_USES } from './key-words.ts'
import type { MadeKey } from './use-key-change.ts'

interface MadeKeyNoteProps {
  readonly made: MadeKey
  readonly onDone: () => void
}

/** The only time that the key itself is seen: whoever would leave without it is asked. */
export function MadeKeyNote({ made, onDone }: MadeKeyNoteProps) {
  useUnsavedGuard(true)
  return (
    <Stack>
      <Text size="sm">{m.keys_shown_once()}</Text>
      <CopyField label={made.name} value={made.key} />
      <Text size="sm" c="dimmed">
        {KIND_USES[made.kind]()}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.keys_kept()}</Button>
      </Group>
    </Stack>
  )
}
