import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { formatTime } from '../i18n/format.ts'
import { m } from '../i18n/compiled/messages.js'
import type { ChangeRequest } from './change-request.ts'
import { useScope } from '../shell/scope.ts'
import { useNameOf } from '../api/use-name-of.ts'

export interface PendingRequestsProps {
  /** Where they lie. */
  readonly environment: string
  readonly requests: readonly ChangeRequest[]
}

/** What was asked for already, so that nobody asks twice or edits against it. */
export function PendingRequests({ environment, requests }: PendingRequestsProps) {
  const { project } = useScope()
  const nameOf = useNameOf()
  if (requests.length === 0) return null
  const list = `~/console/${project}/${environment}/requests`
  return (
    <Alert color="blue" title={m.change_requests_pending({ count: requests.length })}>
      <Stack gap={4}>
        {requests.map(({ id, flagEverywhere, author, createdAt, reason, applyAt }) => (
          <Text key={id} size="sm">
            <Anchor component={Link} href={`${list}/${id}`} size="sm" underline="always">
              {m.change_requests_pending_by({ author: nameOf(author), time: formatTime(createdAt) })}
            </Anchor>
            {flagEverywhere === null ? '' : ` · ${m.change_requests_pending_everywhere()}`}
            {reason === null ? '' : ` · ${reason}`}
            {applyAt === null ? '' : ` · ${m.change_requests_pending_at({ time: formatTime(applyAt) })}`}
          </Text>
        ))}
        <Anchor component={Link} href={list} size="sm">
          {m.change_requests_pending_all()}
        </Anchor>
      </Stack>
    </Alert>
  )
}
