import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { placeholdersOf, storedForm } from './row-placeholders.ts'
import { auditEntries } from './schema/audit-entries.ts'
import { environments } from './schema/environments.ts'
import { projects } from './schema/projects.ts'

const project = { id: 'p', key: 'shop', name: 'Shop', createdAtMs: 1 }
const environment: typeof environments.$inferSelect = {
  id: 'e',
  projectId: 'p',
  key: 'production',
  name: 'Production',
  protected: true,
  requiredApprovals: 2,
  settings: { userIds: 'plain', events: { mode: 'off' } },
  version: 3,
  accessVersion: 4,
  createdAtMs: 5,
}
const entry: typeof auditEntries.$inferSelect = {
  id: 1,
  atMs: 2,
  actor: 'master',
  address: null,
  way: 'api',
  reason: null,
  action: 'flag.create',
  projectId: 'p',
  environmentId: null,
  target: 'colour',
  before: null,
  after: { enabled: true },
  seal: 'seal',
}

describe('a row that is written by a prepared statement', () => {
  let opened: OpenDatabase
  beforeEach(() => {
    opened = openDatabase(':memory:')
  })
  afterEach(() => opened.close())

  it('is read as it was, its JSON and its truth values too', () => {
    const { database } = opened
    database.insert(projects).values(project).run()
    database
      .insert(environments)
      .values(placeholdersOf(environments))
      .prepare()
      .run(storedForm(environments, environment))
    expect(database.select().from(environments).all()).toContainEqual(environment)
  })

  it('has nothing, and not the JSON text null, where a member is null', () => {
    const { database } = opened
    database.insert(auditEntries).values(placeholdersOf(auditEntries)).prepare().run(storedForm(auditEntries, entry))
    expect(database.select().from(auditEntries).all()).toEqual([entry])
    const { before, after } = auditEntries
    const types = { before: sql`typeof(${before})`, after: sql`typeof(${after})` }
    expect(database.select(types).from(auditEntries).get()).toEqual({ before: 'null', after: 'text' })
  })
})
