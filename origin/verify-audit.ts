import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type AuditAnchor, verifyAudit } from './audit/verify-audit.ts'
import { createAuditChain } from './audit/audit-chain.ts'
import { findOldest } from './audit/find-oldest.ts'
import { readHead, walkEntries } from './audit/audit-repository.ts'

const USAGE = 'usage: npm run audit:verify -- [--database FILE] [--anchor ID:SEAL]…  (AUDIT_KEY, DATABASE_FILE)'

// Walks the audit of a database, which may be in use, and ends with 1 when something in it is not as it was written.
const { values } = parseArgs({
  options: { database: { type: 'string' }, anchor: { type: 'string', multiple: true } },
})
const file = values.database ?? process.env['DATABASE_FILE'] ?? ''
const key = process.env['AUDIT_KEY'] ?? ''
const anchors = (values.anchor ?? []).map(readAnchor)
if (file === '' || key === '') stop(USAGE)

const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true })
const database = drizzle(sqlite, { casing: 'snake_case' })
// One transaction, so that what is written meanwhile is not half seen.
const verdict = database.transaction((transaction) =>
  verifyAudit(createAuditChain(key), {
    entries: walkEntries(transaction),
    head: readHead(transaction),
    anchors,
    oldestAtMs: findOldest(transaction),
  }),
)
sqlite.close()
if (!verdict.isIntact) stop(`entry ${verdict.entry}: ${verdict.finding}`)
const { id, seal } = verdict.head
process.stdout.write(
  `${verdict.entries} entries, each as it was written. To be kept elsewhere: --anchor ${id}:${seal}\n`,
)

function readAnchor(text: string): AuditAnchor {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text)
  return match === null ? stop(USAGE) : { id: Number(match[1]), seal: match[2] ?? '' }
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
