import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './open-database.ts'
import { approvals } from './schema/approvals.ts'
import { changeRequests } from './schema/change-requests.ts'

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))
/** The last one in which every request was about a flag. */
const BEFORE = '0011_environments-index-covers-stamps'

const ROWS = [
  `INSERT INTO projects (id, key, name, created_at_ms) VALUES ('p', 'p', 'p', 1)`,
  `INSERT INTO environments (id, project_id, key, name, settings, created_at_ms) VALUES ('e', 'p', 'e', 'e', '{}', 1)`,
  `INSERT INTO flags (id, project_id, key, type, variants, client_visible, scheme, salt, created_at_ms, updated_at_ms)
   VALUES (1, 'p', 'f', 'boolean', '[]', 0, 'native', 's', 1, 1)`,
  `INSERT INTO change_requests (id, environment_id, flag_id, base_version, change, state, author, created_at_ms, updated_at_ms)
   VALUES ('r', 'e', 1, 3, '{"enabled":true}', 'open', 'ann', 1, 1)`,
  `INSERT INTO approvals (request_id, actor, at_ms) VALUES ('r', 'bob', 2)`,
]

describe('a database in which requests were about flags only', () => {
  let directory: string
  let file: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'togglemaster-migration-'))
    file = join(directory, 'origin.sqlite')
    const sqlite = new Sqlite(file)
    sqlite.pragma('foreign_keys = OFF')
    migrate(drizzle(sqlite), { migrationsFolder: migrationsUpTo(BEFORE, join(directory, 'migrations')) })
    for (const row of ROWS) sqlite.exec(row)
    sqlite.close()
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  it('keeps its requests and who approved them, and holds references together afterwards', () => {
    const { database, close } = openDatabase(file)
    const [requests, approved] = [database.select().from(changeRequests).all(), database.select().from(approvals).all()]
    const approveNothing = () => database.insert(approvals).values({ requestId: 'none', actor: 'bob', atMs: 3 }).run()
    expect(approveNothing).toThrow(/FOREIGN KEY/)
    close()
    const about = { flagId: 1, change: { enabled: true }, segmentKey: null, segmentChange: null }
    expect(requests).toMatchObject([{ id: 'r', baseVersion: 3, state: 'open', ...about }])
    expect(approved).toEqual([{ requestId: 'r', actor: 'bob', atMs: 2 }])
  })
})

interface Journal {
  readonly entries: readonly { readonly tag: string }[]
}

function migrationsUpTo(tag: string, folder: string): string {
  cpSync(MIGRATIONS, folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal
  const end = journal.entries.findIndex((entry) => entry.tag === tag) + 1
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }))
  return folder
}
