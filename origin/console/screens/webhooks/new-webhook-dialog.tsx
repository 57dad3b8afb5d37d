import { useForm } from '@mantine/form'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../api/api-client.ts'
import { Dialog } from '../../blocks/dialog.tsx'
import { DialogForm } from '../../blocks/dialog-form.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import {
  type DraftWebhook,
  EMPTY_WEBHOOK,
  problemOfEvents,
  problemOfName,
  problemOfUrl,
  webhookOf,
} from './draft-webhook.ts'
import { SecretNote } from './secret-note.tsx'
import { type WebhookWithSecret, useWebhookPath, webhookKeys } from './use-webhooks.ts'
import { WebhookFields } from './webhook-fields.tsx'

export function NewWebhookDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useCreation()
  return (
    <Dialog size="lg" title={m.webhooks_new()} onClose={onClose}>
      {create.data === undefined ? (
        <WebhookForm create={create} onCancel={onClose} />
      ) : (
        <SecretNote secret={create.data.secret} onDone={onClose} />
      )}
    </Dialog>
  )
}

type Creation = UseMutationResult<WebhookWithSecret, Error, DraftWebhook>

function useCreation(): Creation {
  const { project } = useScope()
  const path = useWebhookPath()
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async (draft) =>
      (await callApi<WebhookWithSecret>(path, { method: 'POST', body: webhookOf(draft), idempotencyKey })).body,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: webhookKeys.all(project) }),
  })
}

function WebhookForm({ create, onCancel }: { readonly create: Creation; readonly onCancel: () => void }) {
  const form = useForm<DraftWebhook>({
    initialValues: EMPTY_WEBHOOK,
    validate: { name: problemOfName, url: problemOfUrl, events: problemOfEvents },
  })
  return (
    <DialogForm
      problem={create.error !== null && <ProblemAlert error={create.error} />}
      action={m.webhooks_create()}
      isBusy={create.isPending}
      isUnsaved={form.isDirty() && !create.isPending}
      onSubmit={form.onSubmit((draft) => create.mutate(draft))}
      onCancel={onCancel}
    >
      <WebhookFields form={form} />
    </DialogForm>
  )
}
