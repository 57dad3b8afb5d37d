import { Button, Group, Paper, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type Versioned, callApi } from '../../api/api-client.ts'
import { ChangedFields } from '../../editing/changed-fields.tsx'
import { EditProblem } from '../../editing/edit-problem.tsx'
import { useEdit } from '../../editing/use-edit.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { describeWebhook, draftOf, problemOfEvents, problemOfName, problemOfUrl, webhookOf } from './draft-webhook.ts'
import { type Webhook, useWebhookPath, webhookKeys } from './use-webhooks.ts'
import { WebhookFields } from './webhook-fields.tsx'

export function EditWebhook({ loaded }: { readonly loaded: Versioned<Webhook> }) {
  const { project } = useScope()
  const path = useWebhookPath(loaded.body.id)
  const queryClient = useQueryClient()
  const edit = useEdit({
    loaded,
    valuesOf: draftOf,
    validate: { name: problemOfName, url: problemOfUrl, events: problemOfEvents },
    load: () => callApi<Webhook>(path),
    send: (draft, ifMatch) => callApi<Webhook>(path, { method: 'PATCH', body: webhookOf(draft), ifMatch }),
    onSaved: (saved) => {
      queryClient.setQueryData(webhookKeys.one(project, saved.body.id), saved)
      void queryClient.invalidateQueries({ queryKey: webhookKeys.all(project), exact: true })
      notifications.show({ message: m.webhooks_saved({ name: saved.body.name }) })
    },
  })
  const { form, before } = edit
  return (
    <Paper component="form" noValidate withBorder p="lg" maw={680} onSubmit={form.onSubmit(edit.save)}>
      <Stack>
        <EditProblem edit={edit} describe={describeWebhook} />
        <WebhookFields form={form} />
        <ChangedFields
          label={m.webhooks_changes()}
          before={describeWebhook(before)}
          after={describeWebhook(form.values)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={!form.isDirty()} onClick={form.reset}>
            {m.blocks_undo()}
          </Button>
          <Button type="submit" loading={edit.isBusy} disabled={!form.isDirty()}>
            {m.blocks_save()}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
