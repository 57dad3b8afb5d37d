import { Paper, Table } from '@mantine/core'
import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly header: ReactNode
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'left' | 'right'
  /** In pixels. */
  readonly width?: number
}

export interface DataTableProps<Row> {
  /** What the table holds, for whoever does not see it. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Below it the table scrolls sideways in itself, in pixels. */
  readonly minWidth?: number
}

const MIN_WIDTH_PX = 480

/** A table of a few hundred rows at most; on a narrow screen it scrolls in itself. */
export function DataTable<Row>({ label, columns, rows, rowKey, minWidth = MIN_WIDTH_PX }: DataTableProps<Row>) {
  return (
    <Paper withBorder>
      <Table.ScrollContainer
        minWidth={minWidth}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } }}
      >
        <Table verticalSpacing={8} horizontalSpacing="md" aria-label={label} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, header, align, width }) => (
                <Table.Th key={key} ta={align ?? 'left'} w={width} c="dimmed" fz="xs" fw={600}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={rowKey(row)}>
                {columns.map(({ key, cell, align }) => (
                  <Table.Td key={key} ta={align ?? 'left'}>
                    {cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  )
}
