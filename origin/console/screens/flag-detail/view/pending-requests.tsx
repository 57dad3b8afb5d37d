import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { formatTime } from '../../../i18n/format.ts'
import { m } from '../../../i18n/compiled/messages.js'
import type { ChangeRequest } from '../use-open-requests.ts'
import { useNameOf } from '../../../api/use-name-of.ts'

/** What was asked for already, so that nobody asks twice or edits against it. */
export function PendingRequests({ requests }: { readonly requests: readonly ChangeRequest[] }) {
  const nameOf = useNameOf()
  if (requests.length === 0) return null
  return (
    <Alert color="blue" title={m.flag_detail_requests({ count: requests.length })}>
      <Stack gap={4}>
        {requests.map(({ id, author, createdAt, reason, applyAt }) => (
          <Text key={id} size="sm">
            <Anchor component={Link} href={`/requests/${id}`} size="sm" underline="always">
              {m.flag_detail_request_by({ author: nameOf(author), time: formatTime(createdAt) })}
            </Anchor>
            {reason === null ? '' : ` · ${reason}`}
            {applyAt === null ? '' : ` · ${m.flag_detail_request_at({ time: formatTime(applyAt) })}`}
          </Text>
        ))}
        <Anchor component={Link} href="/requests" size="sm">
          {m.flag_detail_to_requests()}
        </Anchor>
      </Stack>
    </Alert>
  )
}
