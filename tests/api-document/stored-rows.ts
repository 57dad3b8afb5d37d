import type Sqlite from 'better-sqlite3'

/** What goes on by itself behind answers: deliveries, publishing, what was last seen. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  'webhook_deliveries',
  'outbox',
  'edge_locations',
  'edge_arrivals',
  'sessions',
])

/** All that requests change, as one text. */
export function storedRows(reader: Sqlite.Database): string {
  return rowsOf(
    reader,
    tablesOf(reader).filter((table) => !BY_ITSELF.has(table)),
  )
}

/** Everything that is stored but the secrets of webhooks, which sign and so cannot be hashed. */
export function storedText(reader: Sqlite.Database): string {
  const others = tablesOf(reader).filter((table) => table !== 'webhooks')
  return rowsOf(reader, others)
}

function tablesOf(reader: Sqlite.Database): readonly string[] {
  return reader
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => name)
}

function rowsOf(reader: Sqlite.Database, tables: readonly string[]): string {
  return JSON.stringify(tables.map((table) => [table, reader.prepare(`SELECT * FROM "${table}"`).all()]))
}
