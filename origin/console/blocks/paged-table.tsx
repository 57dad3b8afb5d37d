import { Button, Group } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Page } from '../api/views.ts'
import { m } from '../i18n/compiled/messages.js'
import { Waiting } from '../shell/waiting.tsx'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { ProblemAlert } from './problem-alert.tsx'

export interface PagedTableProps<Row> extends Omit<DataTableProps<Row>, 'rows'> {
  readonly pages: UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  /** In place of a table without rows. */
  readonly empty: ReactNode
}

/** A list that comes page by page. */
export function PagedTable<Row>({ pages, empty, ...table }: PagedTableProps<Row>) {
  const rows = rowsOf(pages)
  return (
    <>
      {pages.error !== null && <ProblemAlert error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Waiting />}
      {pages.isSuccess && rows.length === 0 && empty}
      {rows.length > 0 && <DataTable rows={rows} {...table} />}
      {pages.hasNextPage && (
        <Group>
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {m.blocks_show_more()}
          </Button>
        </Group>
      )}
    </>
  )
}

export function rowsOf<Row>({ data }: PagedTableProps<Row>['pages']): readonly Row[] {
  return data?.pages.flatMap(({ items }) => items) ?? []
}
