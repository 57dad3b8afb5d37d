import { type SQL, type Table, getTableColumns, sql } from 'drizzle-orm'

type ColumnsOf<T extends Table> = T['_']['columns']

/** For a statement that is prepared once: a placeholder for every column of a table, by the column's name here. */
export function placeholdersOf<T extends Table>(table: T): Readonly<Record<keyof ColumnsOf<T>, SQL>>
export function placeholdersOf(table: Table): Readonly<Record<string, SQL>> {
  return Object.fromEntries(Object.keys(getTableColumns(table)).map((name) => [name, sql`${sql.placeholder(name)}`]))
}

/**
 * A row as its placeholders take it. drizzle would encode what stands in a placeholder without a look whether it is
 * `null`, and write JSON's `null` where the column has none.
 */
export function storedForm<T extends Table>(table: T, row: T['$inferSelect']): Record<string, unknown>
export function storedForm(table: Table, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => {
      const value = row[name]
      return [name, value === null || value === undefined ? null : column.mapToDriverValue(value)]
    }),
  )
}
