import { Anchor, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from 'wouter'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { StateBadge } from '../../blocks/state-badge.tsx'
import { formatSince } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { eventsText, stateText } from './draft-webhook.ts'
import { NewWebhookDialog } from './new-webhook-dialog.tsx'
import { type Webhook, useWebhooks } from './use-webhooks.ts'

export function WebhookList() {
  const webhooks = useWebhooks()
  const [isOpen, dialog] = useDisclosure()
  const { data } = webhooks
  return (
    <Page
      title={m.shell_webhooks()}
      lead={m.webhooks_lead()}
      actions={<Button onClick={dialog.open}>{m.webhooks_new()}</Button>}
    >
      {webhooks.error !== null && <ProblemAlert error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.isLoading && <SkeletonRows />}
      {data?.length === 0 && <EmptyState title={m.webhooks_empty()} hint={m.webhooks_empty_hint()} />}
      {data !== undefined && data.length > 0 && (
        <DataTable label={m.shell_webhooks()} rows={data} rowKey={({ id }) => id} minWidth={640} columns={columns()} />
      )}
      {isOpen && <NewWebhookDialog onClose={dialog.close} />}
    </Page>
  )
}

function columns(): readonly Column<Webhook>[] {
  return [
    { key: 'name', header: m.webhooks_name(), cell: (webhook) => <Name webhook={webhook} /> },
    { key: 'events', header: m.webhooks_events(), cell: ({ events }) => eventsText(events) },
    {
      key: 'state',
      header: m.webhooks_enabled(),
      cell: ({ enabled }) => <StateBadge tone={enabled ? 'good' : 'quiet'}>{stateText(enabled)}</StateBadge>,
    },
    { key: 'changed', header: m.webhooks_changed(), cell: ({ updatedAt }) => formatSince(updatedAt) },
  ]
}

function Name({ webhook: { id, name, url } }: { readonly webhook: Webhook }) {
  return (
    <>
      <Anchor component={Link} href={`/webhooks?webhook=${id}`} size="sm" fw={500}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {url}
      </Text>
    </>
  )
}
