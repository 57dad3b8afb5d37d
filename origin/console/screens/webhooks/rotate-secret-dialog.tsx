import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Versioned, callApi } from '../../api/api-client.ts'
import { Dialog } from '../../blocks/dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { SecretNote } from './secret-note.tsx'
import { type Webhook, type WebhookWithSecret, useWebhookPath, webhookKeys } from './use-webhooks.ts'

interface RotateSecretDialogProps {
  readonly loaded: Versioned<Webhook>
  readonly onClose: () => void
}

export function RotateSecretDialog({ loaded, onClose }: RotateSecretDialogProps) {
  const { project } = useScope()
  const path = useWebhookPath(loaded.body.id)
  const queryClient = useQueryClient()
  const rotate = useMutation({
    mutationFn: async () => {
      const request = { method: 'POST', ifMatch: loaded.etag ?? '*' } as const
      return (await callApi<WebhookWithSecret>(`${path}/rotate`, request)).body
    },
  })
  const close = (): void => {
    void queryClient.invalidateQueries({ queryKey: webhookKeys.all(project) })
    onClose()
  }
  return (
    <Dialog title={m.webhooks_rotate_title({ name: loaded.body.name })} onClose={close}>
      {rotate.data === undefined ? (
        <Stack>
          {rotate.error !== null && <ProblemAlert error={rotate.error} />}
          <Text size="sm">{m.webhooks_rotate_hint()}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {m.blocks_cancel()}
            </Button>
            <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {m.webhooks_rotate()}
            </Button>
          </Group>
        </Stack>
      ) : (
        <SecretNote secret={rotate.data.secret} onDone={close} />
      )}
    </Dialog>
  )
}
