import { List, Text, Title } from '@mantine/core'
import { useNameOf } from '../../api/use-name-of.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'

/** Who approved it, of how many that it takes. */
export function ApprovalList({ request: { approvals, state } }: { readonly request: ShownRequest }) {
  const nameOf = useNameOf()
  const environment = useEnvironment()
  const needed = environment?.protected === true ? environment.requiredApprovals : 0
  const isCounted = state === 'open' && needed > 0
  return (
    <section aria-labelledby="approvals">
      <Title order={2} size="h3" id="approvals" mb="xs">
        {isCounted
          ? m.request_detail_approvals_of({ given: approvals.length, needed })
          : m.request_detail_approvals({ given: approvals.length })}
      </Title>
      {approvals.length === 0 && (
        <Text size="sm" c="dimmed">
          {isCounted ? m.request_detail_nobody_yet() : m.request_detail_nobody()}
        </Text>
      )}
      <List size="sm">
        {approvals.map(({ actor, at }) => (
          <List.Item key={actor}>
            {m.request_detail_approved_by({ who: nameOf(actor), time: formatTime(at) })}
          </List.Item>
        ))}
      </List>
    </section>
  )
}
