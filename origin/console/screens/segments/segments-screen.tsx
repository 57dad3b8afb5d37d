import { Button, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import type { Page as ApiPage } from '../../api/views.ts'
import type { Column } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { NamedLink } from '../../blocks/named-link.tsx'
import { PagedTable } from '../../blocks/paged-table.tsx'
import { formatAgo, formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useMay, useScope } from '../../shell/scope.ts'

const PAGE_SIZE = '100'
const TYPING_MS = 150

/** The named sets of people of an environment. */
export function SegmentsScreen() {
  const [parameters, setParameters] = useSearchParams()
  const typed = parameters.get('q') ?? ''
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS)
  const segments = useSegmentPages(search)
  const environment = useEnvironment()?.name ?? ''
  return (
    <Page title={m.shell_segments()} lead={m.segments_lead({ environment })} actions={<NewSegment />}>
      <Stack gap="md">
        <TextInput
          type="search"
          maw={320}
          aria-label={m.segments_search()}
          placeholder={m.segments_search()}
          value={typed}
          onChange={({ currentTarget: { value } }) =>
            setParameters(value === '' ? {} : { q: value }, { replace: true })
          }
        />
        <PagedTable
          pages={segments}
          label={m.shell_segments()}
          rowKey={({ key }) => key}
          columns={columnsOf()}
          empty={
            <EmptyState
              title={search === '' ? m.segments_empty({ environment }) : m.shell_nothing_found()}
              hint={search === '' ? m.segments_empty_hint() : m.segments_search_hint()}
            >
              {search === '' && <NewSegment />}
            </EmptyState>
          }
        />
      </Stack>
    </Page>
  )
}

function useSegmentPages(search: string) {
  const { project, environment } = useScope()
  return useInfiniteQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'segments', 'list', search],
    queryFn: async ({ pageParam, signal }) => {
      const path = pathOf`/projects/${project}/environments/${environment}/segments`
      const query = { limit: PAGE_SIZE, search: search === '' ? undefined : search, cursor: pageParam }
      return (await callApi<ApiPage<SegmentView>>(path, { query, signal })).body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}

function columnsOf(): readonly Column<SegmentView>[] {
  return [
    {
      key: 'name',
      header: m.segments_name(),
      cell: (row) => <NamedLink thing={row} href={`/segments/${encodeURIComponent(row.key)}`} />,
    },
    { key: 'included', header: m.segments_included(), align: 'right', cell: (row) => count(row.includedCount) },
    { key: 'excluded', header: m.segments_excluded(), align: 'right', cell: (row) => count(row.excludedCount) },
    { key: 'rules', header: m.segments_rules(), align: 'right', cell: ({ rules }) => count(rules.length) },
    { key: 'changed', header: m.segments_changed(), cell: ({ updatedAt }) => formatAgo(updatedAt, Date.now()) },
  ]
}

function count(value: number) {
  return <span className="tm-tabular">{formatNumber(value)}</span>
}

function NewSegment() {
  const { project, environment } = useScope()
  if (!useMay('editor')) return null
  return (
    <Button component={Link} href={`~/console/${project}/${environment}/segments/new`}>
      {m.segments_new()}
    </Button>
  )
}
