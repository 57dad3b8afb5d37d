import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuditChain } from '../audit/audit-chain.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { environments } from '../db/schema/environments.ts'
import { outbox } from '../db/schema/outbox.ts'
import { projects } from '../db/schema/projects.ts'
import { type FakePublisher, createFakePublisher } from '../testing/fake-publisher.ts'
import type { Author } from './author.ts'
import { type Change, type CommitChange, createCommitChange } from './commit-change.ts'

const author: Author = { actor: 'master', address: null, way: 'api', reason: null }

describe('commitChange', () => {
  let open: OpenDatabase
  let publisher: FakePublisher
  let commit: CommitChange
  beforeEach(() => {
    open = openDatabase(':memory:')
    publisher = createFakePublisher()
    commit = createCommitChange({
      database: open.database,
      clock: () => 7,
      randomBytes,
      auditChain: createAuditChain('test'),
      publisher,
    })
  })
  afterEach(() => open.close())

  const production = () =>
    open.database
      .select()
      .from(environments)
      .all()
      .find(({ key }) => key === 'production')
  const rename = (change: Change, name: string): void => {
    change.transaction.update(projects).set({ name }).run()
    change.audit({ action: 'project.update', projectId: 'p', target: 'default' })
    change.touchRuleset(production()?.id ?? '')
    change.touchAccess(production()?.id ?? '')
  }

  it('makes one version of each kind, however often an environment is touched', async () => {
    await commit(author, (change) => {
      rename(change, 'one')
      rename(change, 'two')
    })
    expect(production()).toMatchObject({ version: 2, accessVersion: 2 })
    const rows = open.database
      .select()
      .from(outbox)
      .all()
      .filter(({ committedAtMs }) => committedAtMs === 7)
    expect(rows.map(({ kind, version }) => `${kind} ${version}`)).toEqual(['ruleset 2', 'access 2'])
  })

  it('tells the publisher after the commit, and waits for it once', async () => {
    const id = production()?.id
    await commit(author, (change) => {
      rename(change, 'one')
      expect(publisher.notified).toEqual([])
    })
    expect([publisher.notified, publisher.awaited]).toEqual([[id], [[id]]])
  })

  it('leaves nothing behind when the change is refused', async () => {
    const failing = commit(author, (change) => {
      rename(change, 'one')
      throw new Error('refused')
    })
    await expect(failing).rejects.toThrow('refused')
    expect(open.database.select().from(projects).all()[0]?.name).toBe('Default')
    expect(open.database.select().from(auditEntries).all()).toEqual([])
    expect(production()).toMatchObject({ version: 1, accessVersion: 1 })
    expect(publisher.notified).toEqual([])
  })

  it('waits for nobody when no edge is concerned', async () => {
    await commit(author, () => undefined)
    expect(publisher.awaited).toEqual([])
  })
})
