import { Switch, TagsInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { m } from '../../i18n/compiled/messages.js'
import { type DraftWebhook, KINDS } from './draft-webhook.ts'

export function WebhookFields({ form }: { readonly form: UseFormReturnType<DraftWebhook> }) {
  return (
    <>
      <TextInput label={m.webhooks_name()} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
      <TextInput
        type="url"
        label={m.webhooks_url()}
        description={m.webhooks_url_hint()}
        placeholder="https://hooks.example/togglemaster"
        autoComplete="off"
        {...form.getInputProps('url')}
      />
      <TagsInput
        label={m.webhooks_events()}
        description={m.webhooks_events_hint()}
        data={[...KINDS]}
        {...form.getInputProps('events')}
      />
      <Switch
        label={m.webhooks_enabled_label()}
        description={m.webhooks_enabled_hint()}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  )
}
