import { useSearchParams } from 'wouter'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { AdminsOnly } from '../../shell/admins-only.tsx'
import { useMay } from '../../shell/scope.ts'
import { WebhookDetail } from './webhook-detail.tsx'
import { WebhookList } from './webhook-list.tsx'

/** All of them, or the one that the address names. */
export function WebhooksScreen() {
  const [parameters] = useSearchParams()
  const id = parameters.get('webhook')
  if (useMay('admin')) return id === null ? <WebhookList /> : <WebhookDetail key={id} id={id} />
  return (
    <Page title={m.shell_webhooks()} lead={m.webhooks_lead()}>
      <AdminsOnly>{null}</AdminsOnly>
    </Page>
  )
}
