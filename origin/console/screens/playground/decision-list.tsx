import { Anchor, Button, Center, Code, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod/mini'
import type { Resolution } from '../../../../shared/contracts/evaluation.ts'
import type { decisionSchema } from '../../../explaining/explain-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Page } from '../../api/views.ts'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { type Asked, TYPING_MS } from './asked.ts'
import { describeReason, describeResolution } from './describe-resolution.ts'

type Decision = z.infer<typeof decisionSchema>

interface Props {
  readonly asked: Asked
  readonly onPick: (flag: string) => void
}

/** Every flag with what the person gets of it. */
export function DecisionList({ asked, onPick }: Props) {
  const [typed, setTyped] = useState('')
  const decisions = useDecisions(asked, typed)
  const rows = decisions.data?.pages.flatMap(({ items }) => items)
  return (
    <Stack>
      <TextInput
        label={m.playground_search()}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {decisions.error !== null && <ProblemAlert error={decisions.error} onRetry={() => void decisions.refetch()} />}
      {decisions.isPending && <Waiting />}
      {rows?.length === 0 && <EmptyState title={m.playground_no_flags()} hint={m.playground_no_flags_hint()} />}
      {rows !== undefined && rows.length > 0 && <DecisionTable rows={rows} onPick={onPick} />}
      {decisions.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={decisions.isFetchingNextPage}
            onClick={() => void decisions.fetchNextPage()}
          >
            {m.playground_more()}
          </Button>
        </Center>
      )}
    </Stack>
  )
}

function useDecisions(asked: Asked, typed: string) {
  const { project, environment } = useScope()
  const [settled] = useDebouncedValue({ asked, search: typed.trim() }, TYPING_MS)
  return useInfiniteQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'decisions', settled],
    queryFn: async ({ signal, pageParam }) =>
      (
        await callApi<Page<Decision>>(pathOf`/projects/${project}/environments/${environment}/decisions`, {
          method: 'POST',
          body: settled.asked,
          query: { search: settled.search, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          signal,
        })
      ).body,
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
}

function DecisionTable({
  rows,
  onPick,
}: {
  readonly rows: readonly Decision[]
  readonly onPick: (flag: string) => void
}) {
  return (
    <DataTable label={m.playground_decisions()} rows={rows} rowKey={({ flag }) => flag} columns={columnsOf(onPick)} />
  )
}

function columnsOf(onPick: (flag: string) => void): readonly Column<Decision>[] {
  return [
    {
      key: 'flag',
      header: m.playground_flag(),
      cell: ({ flag }) => (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onPick(flag)}>
          {flag}
        </Anchor>
      ),
    },
    { key: 'variant', header: m.playground_gets(), cell: ({ resolution }) => <Variant resolution={resolution} /> },
    {
      key: 'why',
      header: m.playground_why(),
      cell: ({ resolution }) => (
        <Text size="sm" c="dimmed">
          {describeReason(resolution)}
        </Text>
      ),
    },
  ]
}

function Variant({ resolution }: { readonly resolution: Resolution }) {
  if (!('variant' in resolution)) return <Text size="sm">{describeResolution(resolution)}</Text>
  return <Code>{resolution.variant}</Code>
}
