import { Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Page as ApiPage } from '../../api/views.ts'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { formatHour, formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useMay, useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'

interface UnknownFlag {
  readonly key: string
  readonly count: number
  /** Starts of hours. */
  readonly firstSeen: string
  readonly lastSeen: string
}

const PAGE_SIZE = '100'
/** Counts the names that are not kept apart. */
const OTHERS = '__other__'

/** What applications ask for and does not exist: typing errors, flags that were deleted, flags still to be made. */
export function UnknownFlagsScreen() {
  const flags = useUnknownFlags()
  const mayCreate = useMay('editor')
  const rows = flags.data?.pages.flatMap(({ items }) => items) ?? []
  const environment = useEnvironment()?.name ?? ''
  return (
    <Page title={m.shell_unknown_flags()} lead={m.unknown_flags_lead({ environment })}>
      <Stack gap="md">
        {flags.error !== null && <ProblemAlert error={flags.error} onRetry={() => void flags.refetch()} />}
        {flags.isPending && <Waiting />}
        {flags.isSuccess && rows.length === 0 && (
          <EmptyState title={m.unknown_flags_empty({ environment })} hint={m.unknown_flags_empty_hint()} />
        )}
        {rows.length > 0 && (
          <DataTable
            label={m.shell_unknown_flags()}
            rows={rows}
            rowKey={({ key }) => key}
            columns={columnsOf(mayCreate)}
          />
        )}
        {flags.hasNextPage && (
          <Group>
            <Button variant="default" loading={flags.isFetchingNextPage} onClick={() => void flags.fetchNextPage()}>
              {m.unknown_flags_more()}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}

function useUnknownFlags() {
  const { project, environment } = useScope()
  return useInfiniteQuery({
    queryKey: [...queryKeys.usage(project, environment), 'unknown-flags'],
    queryFn: async ({ pageParam, signal }) => {
      const path = pathOf`/projects/${project}/environments/${environment}/unknown-flags`
      return (await callApi<ApiPage<UnknownFlag>>(path, { query: { limit: PAGE_SIZE, cursor: pageParam }, signal }))
        .body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}

function columnsOf(mayCreate: boolean): readonly Column<UnknownFlag>[] {
  return [
    {
      key: 'key',
      header: m.unknown_flags_key(),
      cell: ({ key }) => (
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {key === OTHERS ? m.unknown_flags_others() : key}
        </Text>
      ),
    },
    {
      key: 'count',
      header: m.unknown_flags_count(),
      align: 'right',
      cell: ({ count }) => <span className="tm-tabular">{formatNumber(count)}</span>,
    },
    { key: 'first', header: m.unknown_flags_first(), cell: ({ firstSeen }) => formatHour(firstSeen, Date.now()) },
    { key: 'last', header: m.unknown_flags_last(), cell: ({ lastSeen }) => formatHour(lastSeen, Date.now()) },
    {
      key: 'create',
      header: m.unknown_flags_what_to_do(),
      cell: ({ key }) => (mayCreate && key !== OTHERS ? <Create flag={key} /> : '—'),
    },
  ]
}

function Create({ flag }: { readonly flag: string }) {
  return (
    <Button
      component={Link}
      size="compact-sm"
      variant="default"
      href={`/flags/new?key=${encodeURIComponent(flag)}`}
      aria-label={m.unknown_flags_create_of({ flag })}
    >
      {m.unknown_flags_create()}
    </Button>
  )
}
