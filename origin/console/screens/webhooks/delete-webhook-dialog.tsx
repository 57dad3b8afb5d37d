import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { type Versioned, callApi } from '../../api/api-client.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { type Webhook, useWebhookPath, webhookKeys } from './use-webhooks.ts'

interface DeleteWebhookDialogProps {
  readonly loaded: Versioned<Webhook>
  readonly onClose: () => void
}

export function DeleteWebhookDialog({ loaded, onClose }: DeleteWebhookDialogProps) {
  const { project } = useScope()
  const { id, name, url } = loaded.body
  const path = useWebhookPath(id)
  const [, navigate] = useLocation()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => callApi(path, { method: 'DELETE', ifMatch: loaded.etag ?? '*' }),
    onSuccess: () => {
      navigate('/webhooks')
      void queryClient.invalidateQueries({ queryKey: webhookKeys.all(project), exact: true })
      notifications.show({ message: m.webhooks_deleted({ name }) })
    },
  })
  return (
    <Confirm
      opened
      title={m.webhooks_delete_title({ name })}
      action={m.webhooks_delete()}
      isDangerous
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">{m.webhooks_delete_hint({ url })}</Text>
      <Text size="sm">{m.webhooks_delete_instead()}</Text>
    </Confirm>
  )
}
