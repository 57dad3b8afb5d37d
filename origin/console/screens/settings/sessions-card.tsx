import { Badge, Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { sessionViewSchema } from '../../../sessions/session-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import type { Items } from '../../api/views.ts'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { notifyError } from '../../blocks/notify.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { formatSince, formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { browserName } from './browser-name.ts'
import { Card } from './card.tsx'

type Session = z.infer<typeof sessionViewSchema>

export const sessionsKey = ['sessions'] as const

/** Whoever looks is signed in here: there is never none. */
export function SessionsCard() {
  const sessions = useQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => (await callApi<Items<Session>>('/me/sessions', { signal })).body.items,
  })
  const queryClient = useQueryClient()
  const end = useMutation({
    mutationFn: ({ id }: Session) => callApi(pathOf`/me/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsKey }),
    onError: notifyError,
  })
  return (
    <Card title={m.settings_sessions()} hint={m.settings_sessions_hint()}>
      {sessions.error !== null && <ProblemAlert error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isLoading && <SkeletonRows />}
      {sessions.data !== undefined && (
        <DataTable
          label={m.settings_sessions()}
          rows={sessions.data}
          rowKey={({ id }) => id}
          minWidth={560}
          columns={columnsOf((session) => end.mutate(session))}
        />
      )}
    </Card>
  )
}

function columnsOf(onEnd: (session: Session) => void): readonly Column<Session>[] {
  return [
    { key: 'browser', header: m.settings_browser(), cell: (session) => <Browser session={session} /> },
    { key: 'address', header: m.settings_address(), cell: ({ address }) => address ?? '—' },
    { key: 'seen', header: m.settings_seen(), cell: ({ lastSeenAt }) => formatSince(lastSeenAt) },
    {
      key: 'acts',
      header: m.settings_acts(),
      align: 'right',
      cell: (session) =>
        session.isCurrent ? null : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={m.settings_end_of({ browser: nameOf(session), time: formatTime(session.createdAt) })}
            onClick={() => onEnd(session)}
          >
            {m.shell_sign_out()}
          </Button>
        ),
    },
  ]
}

function Browser({ session }: { readonly session: Session }) {
  return (
    <>
      <Text size="sm">{nameOf(session)}</Text>
      {session.isCurrent && (
        <Badge size="xs" variant="outline" color="gray">
          {m.settings_this_one()}
        </Badge>
      )}
    </>
  )
}

function nameOf({ userAgent }: Session): string {
  return browserName(userAgent ?? '') ?? m.settings_unknown_browser()
}
