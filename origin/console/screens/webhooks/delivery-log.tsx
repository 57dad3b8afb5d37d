import { Button, Code, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { notifyError } from '../../blocks/notify.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { StateBadge } from '../../blocks/state-badge.tsx'
import { formatSince, formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { outcomeText } from './outcome-text.ts'
import { type Delivery, type Webhook, useDeliveries, useWebhookPath, webhookKeys } from './use-webhooks.ts'

export function DeliveryLog({ webhook }: { readonly webhook: Webhook }) {
  const deliveries = useDeliveries(webhook.id)
  const say = useSaying(webhook)
  const rows = deliveries.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <Group mb="xs" gap="sm">
        <Button variant="default" size="xs" loading={say.isPending} onClick={() => say.mutate(undefined)}>
          {m.webhooks_ping()}
        </Button>
        <Text size="sm" c="dimmed">
          {m.webhooks_deliveries_hint()}
        </Text>
      </Group>
      {deliveries.error !== null && <ProblemAlert error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isLoading && <SkeletonRows />}
      {deliveries.isSuccess && rows.length === 0 && (
        <EmptyState isQuiet title={m.webhooks_no_deliveries()} hint={m.webhooks_no_deliveries_hint()} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={m.webhooks_deliveries()}
          rows={rows}
          rowKey={({ id }) => id}
          minWidth={720}
          columns={columnsOf((delivery) => say.mutate(delivery))}
        />
      )}
      {deliveries.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {m.blocks_show_more()}
        </Button>
      )}
    </>
  )
}

/** Says something to try the receiver with, or a delivery once more. */
function useSaying({ id }: Webhook) {
  const { project } = useScope()
  const path = useWebhookPath(id)
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (delivery: Delivery | undefined) =>
      callApi(delivery === undefined ? `${path}/ping` : path + pathOf`/deliveries/${delivery.id}/redeliver`, {
        method: 'POST',
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: webhookKeys.deliveries(project, id) })
      notifications.show({ message: m.webhooks_said() })
    },
    onError: notifyError,
  })
}

function columnsOf(onRedeliver: (delivery: Delivery) => void): readonly Column<Delivery>[] {
  return [
    { key: 'event', header: m.webhooks_event(), cell: ({ event }) => <Code>{event}</Code> },
    { key: 'state', header: m.webhooks_state(), cell: (delivery) => <State delivery={delivery} /> },
    { key: 'outcome', header: m.webhooks_outcome(), cell: ({ outcome }) => outcomeText(outcome) },
    { key: 'attempts', header: m.webhooks_attempts(), cell: ({ attempts }) => attempts, align: 'right' },
    { key: 'time', header: m.webhooks_time(), cell: ({ createdAt }) => formatSince(createdAt) },
    {
      key: 'acts',
      header: m.webhooks_acts(),
      align: 'right',
      cell: (delivery) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.webhooks_redeliver_of({ event: delivery.event, time: formatTime(delivery.createdAt) })}
          onClick={() => onRedeliver(delivery)}
        >
          {m.webhooks_redeliver()}
        </Button>
      ),
    },
  ]
}

const STATES: Readonly<
  Record<Delivery['state'], { readonly tone: 'quiet' | 'good' | 'bad'; readonly text: () => string }>
> = {
  pending: { tone: 'quiet', text: m.webhooks_pending },
  delivered: { tone: 'good', text: m.webhooks_delivered },
  failed: { tone: 'bad', text: m.webhooks_failed },
}

function State({ delivery: { state, nextAttemptAt } }: { readonly delivery: Delivery }) {
  const { tone, text } = STATES[state]
  return (
    <>
      <StateBadge tone={tone}>{text()}</StateBadge>
      {state === 'pending' && nextAttemptAt !== null && (
        <Text size="xs" c="dimmed">
          {m.webhooks_next({ time: formatSince(nextAttemptAt) })}
        </Text>
      )}
    </>
  )
}
