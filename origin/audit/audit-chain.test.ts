import { randomBytes } from 'node:crypto'
import { assert, integer, property, string } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCommitChange } from '../changes/commit-change.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { auditHead } from '../db/schema/audit-head.ts'
import { createFakePublisher } from '../testing/fake-publisher.ts'
import { createAuditChain } from './audit-chain.ts'
import { readHead, sealOldEntries, walkEntries } from './audit-repository.ts'
import { type AuditAnchor, verifyAudit } from './verify-audit.ts'

const chain = createAuditChain('the key of this test')
const ENTRIES = 6

describe('the chain of audit entries', () => {
  let open: OpenDatabase
  beforeEach(async () => {
    open = openDatabase(':memory:')
    await write(ENTRIES)
  })
  afterEach(() => open.close())

  const write = async (entries: number): Promise<void> => {
    let nowMs = 0
    const commit = createCommitChange({
      database: open.database,
      clock: () => nowMs++,
      randomBytes,
      auditChain: chain,
      publisher: createFakePublisher(),
    })
    for (let i = 0; i < entries; i++) {
      await commit({ actor: 'master', address: '::1', way: 'api', reason: i === 3 ? 'because' : null }, (change) =>
        change.audit({
          action: 'flag.update',
          projectId: 'p',
          target: `flag-${i}`,
          before: { i },
          after: { i: i + 1 },
        }),
      )
    }
  }
  const run = (statement: string): unknown => open.database.run(statement)
  const verifyBeside = (oldestAtMs: number | undefined) =>
    verifyAudit(chain, { entries: walkEntries(open.database), head: readHead(open.database), anchors: [], oldestAtMs })
  const verify = (anchors: readonly AuditAnchor[] = [], by = chain) =>
    verifyAudit(by, { entries: walkEntries(open.database), head: readHead(open.database), anchors })

  it('is intact as it was written, and goes on', async () => {
    expect(verify()).toMatchObject({ isIntact: true, entries: ENTRIES, head: { id: ENTRIES } })
    await write(2)
    expect(verify()).toMatchObject({ isIntact: true, entries: ENTRIES + 2 })
  })

  const COLUMNS = ['at_ms', 'actor', 'address', 'way', 'reason', 'action', 'project_id', 'environment_id', 'target']
  it.each([...COLUMNS, 'before', 'after', 'seal'])('names the first entry whose %s was edited', (column) => {
    run(`UPDATE audit_entries SET ${column} = '99' WHERE id = 4`)
    expect(verify()).toEqual({ isIntact: false, entry: 4, finding: 'not as it was sealed' })
  })

  it('names the first entry that was deleted', () => {
    run('DELETE FROM audit_entries WHERE id IN (2, 5)')
    expect(verify()).toMatchObject({ isIntact: false, entry: 2 })
  })

  it('names the first entry that was inserted', () => {
    run('UPDATE audit_entries SET id = id + 1000 WHERE id >= 3')
    run(
      'INSERT INTO audit_entries SELECT 3, at_ms, actor, action, project_id, environment_id, target, before, after, address, way, reason, seal FROM audit_entries WHERE id = 2',
    )
    run('UPDATE audit_entries SET id = id - 999 WHERE id >= 1000')
    expect(verify()).toMatchObject({ isIntact: false, entry: 3 })
  })

  it('is not intact where it was emptied, or begun anew, beside what was made before', async () => {
    run('DELETE FROM audit_entries')
    run('DELETE FROM audit_head')
    expect(verifyBeside(undefined)).toMatchObject({ isIntact: true, entries: 0 })
    expect(verifyBeside(2)).toMatchObject({ isIntact: false, entry: 1 })
    await write(1)
    expect(verifyBeside(0)).toMatchObject({ isIntact: true, entries: 1 })
    expect(verifyBeside(-1)).toMatchObject({ isIntact: false, entry: 1 })
  })

  it('names the first of two entries that changed places', () => {
    run('UPDATE audit_entries SET id = 1000 WHERE id = 2')
    run('UPDATE audit_entries SET id = 2 WHERE id = 4')
    run('UPDATE audit_entries SET id = 4 WHERE id = 1000')
    expect(verify()).toMatchObject({ isIntact: false, entry: 2 })
  })

  it('names the first entry that was cut off', () => {
    run('DELETE FROM audit_entries WHERE id >= 5')
    expect(verify()).toMatchObject({ isIntact: false, entry: 5 })
  })

  it('notices a head that was taken away or drawn by another key', () => {
    run('UPDATE audit_head SET last_id = 4, entries = 4')
    expect(verify()).toMatchObject({ isIntact: false })
    run('DELETE FROM audit_head')
    expect(verify()).toMatchObject({ isIntact: false })
    expect(verify([], createAuditChain('another key'))).toMatchObject({ isIntact: false, entry: 1 })
  })

  it('notices by an anchor that a database of before was put back', async () => {
    const before = [
      open.database.select().from(auditEntries).all(),
      open.database.select().from(auditHead).all(),
    ] as const
    await write(1)
    const { lastId, lastSeal } = readHead(open.database) ?? { lastId: 0, lastSeal: '' }
    const anchor = { id: lastId, seal: lastSeal }
    expect(verify([anchor])).toMatchObject({ isIntact: true })
    open.database.delete(auditEntries).run()
    open.database.delete(auditHead).run()
    open.database.insert(auditEntries).values(before[0]).run()
    open.database.insert(auditHead).values(before[1]).run()
    expect(verify()).toMatchObject({ isIntact: true })
    expect(verify([anchor])).toMatchObject({ isIntact: false, entry: ENTRIES + 1 })
  })

  it('notices any change of any text', () => {
    assert(
      property(integer({ min: 1, max: ENTRIES }), string({ minLength: 1 }), (id, text) => {
        const entries = [...walkEntries(open.database)].map((entry) =>
          entry.id === id ? { ...entry, after: text } : entry,
        )
        const verdict = verifyAudit(chain, { entries, head: readHead(open.database), anchors: [] })
        expect(verdict).toMatchObject({ isIntact: false, entry: id })
      }),
    )
  })

  it('is laid over the entries of a release that sealed nothing, once', () => {
    run("UPDATE audit_entries SET seal = ''")
    run('DELETE FROM audit_head')
    expect([sealOldEntries(open.database, chain), sealOldEntries(open.database, chain)]).toEqual([ENTRIES, 0])
    expect(verify()).toMatchObject({ isIntact: true, entries: ENTRIES })
  })
})
