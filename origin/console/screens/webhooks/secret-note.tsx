import { Button, Group, Stack, Text } from '@mantine/core'
import { CopyField } from '../../blocks/copy-field.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { m } from '../../i18n/compiled/messages.js'

interface SecretNoteProps {
  readonly secret: string
  readonly onDone: () => void
}

/** The only time that the secret is seen: whoever would leave without it is asked. */
export function SecretNote({ secret, onDone }: SecretNoteProps) {
  useUnsavedGuard(true)
  return (
    <Stack>
      <Text size="sm">{m.webhooks_secret_once()}</Text>
      <CopyField label={m.webhooks_secret()} value={secret} />
      <Text size="sm" c="dimmed">
        {m.webhooks_secret_hint()}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.webhooks_secret_kept()}</Button>
      </Group>
    </Stack>
  )
}
