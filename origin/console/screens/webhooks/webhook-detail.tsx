import { Anchor, Button, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { EditWebhook } from './edit-webhook.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { useWebhook } from './use-webhooks.ts'

/** One webhook: what it is told, what it answered, what can be done about it. */
export function WebhookDetail({ id }: { readonly id: string }) {
  const webhook = useWebhook(id)
  const [act, setAct] = useState<'rotate' | 'delete'>()
  const close = (): void => setAct(undefined)
  const { data } = webhook
  return (
    <Page
      title={data?.body.name ?? m.shell_webhooks()}
      lead={
        <Anchor component={Link} href="/webhooks" size="sm">
          {m.webhooks_all()}
        </Anchor>
      }
      actions={
        data !== undefined && (
          <>
            <Button variant="default" onClick={() => setAct('rotate')}>
              {m.webhooks_rotate()}
            </Button>
            <Button variant="default" onClick={() => setAct('delete')}>
              {m.webhooks_delete()}
            </Button>
          </>
        )
      }
    >
      {webhook.error !== null && <ProblemAlert error={webhook.error} onRetry={() => void webhook.refetch()} />}
      {webhook.isLoading && <SkeletonRows />}
      {data !== undefined && (
        <Stack gap="xl">
          <EditWebhook key={data.etag} loaded={data} />
          <section>
            <Title order={2} size="h3" mb="xs">
              {m.webhooks_deliveries()}
            </Title>
            <DeliveryLog webhook={data.body} />
          </section>
          {act === 'rotate' && <RotateSecretDialog loaded={data} onClose={close} />}
          {act === 'delete' && <DeleteWebhookDialog loaded={data} onClose={close} />}
        </Stack>
      )}
    </Page>
  )
}
