import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'
import { useNameOf } from '../../api/use-name-of.ts'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import type { ChangeRequest } from '../../change-requests/change-request.ts'
import { askedText, kindText, stateText, subjectText } from '../../change-requests/request-words.ts'
import { formatAgo } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'

export function RequestTable({ requests }: { readonly requests: readonly ChangeRequest[] }) {
  return (
    <DataTable label={m.shell_requests()} rows={requests} rowKey={({ id }) => id} columns={columnsOf(useNameOf())} />
  )
}

function columnsOf(nameOf: (actor: string) => string): readonly Column<ChangeRequest>[] {
  return [
    { key: 'what', header: m.requests_what(), cell: (request) => <What request={request} /> },
    {
      key: 'state',
      header: m.requests_state(),
      cell: (request) => (
        <Text size="sm" fw={request.state === 'open' ? 600 : 400}>
          {stateText(request)}
        </Text>
      ),
    },
    {
      key: 'reason',
      header: m.requests_reason(),
      cell: ({ reason }) => (
        <Text size="sm" lineClamp={2} maw={320} style={{ overflowWrap: 'anywhere' }}>
          {reason ?? '—'}
        </Text>
      ),
    },
    {
      key: 'who',
      header: m.requests_who(),
      cell: ({ author, createdAt }) => (
        <>
          <Text size="sm">{nameOf(author)}</Text>
          <Text size="xs" c="dimmed">
            {formatAgo(createdAt, Date.now())}
          </Text>
        </>
      ),
    },
  ]
}

function What({ request }: { readonly request: ChangeRequest }) {
  return (
    <>
      <Anchor component={Link} href={`/requests/${request.id}`} size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {subjectText(request)}
      </Anchor>
      <Text size="xs" c="dimmed">
        {kindText(request)} · {askedText(request)}
      </Text>
    </>
  )
}
