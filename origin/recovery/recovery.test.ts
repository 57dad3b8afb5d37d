import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccessTable } from '../../shared/contracts/access-table.ts'
import type { Head } from '../../shared/contracts/head.ts'
import { createAuditChain } from '../audit/audit-chain.ts'
import { readHead, walkEntries } from '../audit/audit-repository.ts'
import { findOldest } from '../audit/find-oldest.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { DatabaseTaken } from '../db/lock-database.ts'
import { openDatabase } from '../db/open-database.ts'
import { accessKeys } from '../db/schema/access-keys.ts'
import { accounts } from '../db/schema/accounts.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { type Signer, createSigner } from '../publishing/signer.ts'
import { groupClient } from '../testing/group-client.ts'
import { makePerson } from '../testing/make-people.ts'
import { AUDIT_KEY, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { DamagedCopy, backUpDatabase } from './back-up-database.ts'
import { ForeignCopy } from './require-origins.ts'
import { type Restoring, restoreDatabase } from './restore-database.ts'

const PROJECT = '/api/v1/projects/default'
const KEYS = `${PROJECT}/environments/production/keys`
const AHEAD = 1_000_000

describe('a backup', () => {
  let directory: string
  let file: string
  let backup: string
  let origin: TestOrigin
  let signer: Signer
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'togglemaster-recovery-'))
    file = join(directory, 'origin.sqlite')
    backup = join(directory, 'backup.sqlite')
    origin = await startTestOrigin({ file })
    const { privateKey } = generateKeyPairSync('ed25519')
    signer = await createSigner(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))
  })
  afterEach(async () => {
    await origin.close()
    rmSync(directory, { recursive: true })
  })

  const createFlag = async (key: string): Promise<void> => {
    const { status } = await origin.call('POST', `${PROJECT}/flags`, { body: { key, type: 'boolean' } })
    if (status !== 201) throw new Error(`creating ${key}: ${status}`)
  }
  const createKey = async (name: string) =>
    (await origin.call('POST', KEYS, { body: { name, kind: 'srv' } })).json as { id: string; key: string }
  const production = () => {
    const row = origin.open.database
      .select()
      .from(environments)
      .all()
      .find(({ key }) => key === 'production')
    if (row === undefined) throw new Error('no production')
    return row
  }
  /** What the publisher would have put into Redis by now. */
  const redisOfNow = (): Restoring['store'] => {
    const { id, version, accessVersion } = production()
    const common = { environment: id, issuedAtMs: origin.nowMs() }
    const keys = origin.open.database
      .select()
      .from(accessKeys)
      .all()
      .filter(({ environmentId, revokedAtMs }) => environmentId === id && revokedAtMs === null)
      .map(({ id: keyId, sha256, kind, scopes, expiresAtMs, origins }) => ({
        id: keyId,
        sha256,
        kind,
        scopes,
        expiresAtMs,
        origins,
      }))
    const head: Head = {
      ...common,
      kind: 'head',
      version,
      sha256: '0'.repeat(64),
      bytes: 1,
      attention: null,
    }
    const access: AccessTable = { ...common, kind: 'access', version: accessVersion, keys }
    const ours = { head: signer.seal(head), access: signer.seal(access) }
    return {
      readSigned: (ids) => Promise.resolve(ids.map((asked) => (asked === id ? ours : { head: null, access: null }))),
    }
  }
  const restore = (store: Restoring['store'], keepsManagementKeys = false) =>
    restoreDatabase({
      file,
      backup,
      store,
      verificationKey: signer.verificationKey,
      auditChain: createAuditChain(AUDIT_KEY),
      nowMs: origin.nowMs(),
      keepsManagementKeys,
    })
  const reopen = async (): Promise<void> => {
    origin = await startTestOrigin({ file })
  }

  it('taken under writes has everything that was acknowledged before it began', async () => {
    const written = { flags: 0, isOver: false }
    const writing = (async () => {
      while (!written.isOver) {
        await createFlag(`flag-${written.flags}`)
        written.flags += 1
      }
    })()
    while (written.flags < 20) await new Promise((resolve) => setImmediate(resolve))
    const before = written.flags
    await backUpDatabase(file, backup)
    written.isOver = true
    await writing
    const { database, close } = openDatabase(backup)
    const count = database.select().from(flags).all().length
    close()
    expect(count).toBeGreaterThanOrEqual(before)
    expect(count).toBeLessThanOrEqual(written.flags)
  })

  it('comes back with groups, the rules that refer to them, and the requests for such rules', async () => {
    await createFlag('x')
    const { create, configure, groups } = groupClient(origin)
    await create({ kind: 'exclusion', key: 'checkout', slots: [{ key: 'a', share: 30_000 }] })
    await create({ kind: 'holdout', key: 'q4', share: 5_000 })
    await configure([{ group: { key: 'checkout', slot: 'a' }, holdout: 'q4' }])
    const asked = { change: { rules: [{ id: 'asked', holdout: 'q4', serve: { variant: 'on' } }] } }
    await origin.call('POST', `${PROJECT}/environments/production/flags/x/requests`, { body: asked })
    const requests = `${PROJECT}/environments/production/requests`
    const states = () =>
      Promise.all(
        [groups, `${PROJECT}/environments/production/flags/x`, `${groups}/q4/uses`, requests].map(
          async (path) => (await origin.call('GET', path)).json,
        ),
      )
    const before = await states()
    await backUpDatabase(file, backup)
    await configure([])
    const store = redisOfNow()
    await origin.close()
    await restore(store)
    await reopen()
    const after = await states()
    expect(after.map(withoutVersions)).toEqual(before.map(withoutVersions))
    const { items } = (await origin.call('GET', requests)).json as { items: { id: string }[] }
    const { json: request } = await origin.call('GET', `${requests}/${items[0]?.id}`)
    expect(request).toMatchObject({ isConflicting: false })
    expect(before).toMatchObject([
      { items: [{ key: 'checkout' }, { key: 'q4' }] },
      { rules: [{ group: { key: 'checkout', slot: 'a' }, holdout: 'q4' }] },
      { items: [{ flag: 'x', environment: 'production' }] },
      { items: [asked] },
    ])
  })

  it('comes back with versions above all that anybody saw, and an audit that is whole', async () => {
    await createFlag('kept')
    await backUpDatabase(file, backup)
    await createFlag('lost')
    const seen = production()
    const store = redisOfNow()
    await origin.close()
    writeFileSync(file, 'not a database any more')
    const { replaced, environments: restored } = await restore(store)
    expect([restored, existsSync(replaced ?? '')]).toEqual([2, true])
    await reopen()
    expect(production().version).toBe(seen.version + AHEAD)
    expect(production().accessVersion).toBe(seen.accessVersion + AHEAD)
    const kept = await origin.call('GET', `${PROJECT}/flags/kept`)
    expect([kept.status, kept.json]).toMatchObject([200, { version: 1 + AHEAD }])
    expect((await origin.call('GET', `${PROJECT}/flags/lost`)).status).toBe(404)
    const { database } = origin.open
    const verdict = verifyAudit(createAuditChain(AUDIT_KEY), {
      entries: walkEntries(database),
      head: readHead(database),
      anchors: [],
      oldestAtMs: findOldest(database),
    })
    expect(verdict).toMatchObject({ isIntact: true })
    await createFlag('after')
  })

  it('never brings a revoked key back, and keeps those that still held', async () => {
    const [held, revoked] = [await createKey('held'), await createKey('revoked')]
    await backUpDatabase(file, backup)
    await origin.call('DELETE', `${KEYS}/${revoked.id}`)
    const store = redisOfNow()
    await origin.close()
    rmSync(file)
    await restore(store)
    await reopen()
    const rows = origin.open.database.select().from(accessKeys).all()
    const isRevoked = (id: string) => rows.find((row) => row.id === id)?.revokedAtMs !== null
    expect([isRevoked(held.id), isRevoked(revoked.id)]).toEqual([false, true])
  })

  it('revokes every key of an environment whose table is gone or not ours', async () => {
    const { id } = await createKey('held')
    await backUpDatabase(file, backup)
    await origin.close()
    rmSync(file)
    await restore({ readSigned: (ids) => Promise.resolve(ids.map(() => ({ head: '9 x y z', access: 'forged' }))) })
    await reopen()
    const row = origin.open.database
      .select()
      .from(accessKeys)
      .all()
      .find((key) => key.id === id)
    expect(row?.revokedAtMs).not.toBeNull()
  })

  it('keeps an account disabled that was disabled since', async () => {
    makePerson(origin, { email: 'ana@example.com' })
    makePerson(origin, { email: 'bia@example.com' })
    const rows = () => origin.open.database.select().from(accounts).all()
    const ana = rows().find(({ email }) => email === 'ana@example.com')
    await backUpDatabase(file, backup)
    await origin.call('POST', `/api/v1/people/${ana?.id}/disable`)
    const store = redisOfNow()
    await origin.close()
    await restore(store)
    await reopen()
    const disabled = rows().filter(({ disabledAtMs }) => disabledAtMs !== null)
    expect(disabled.map(({ email }) => email)).toEqual(['ana@example.com'])
  })

  it('keeps keys that manage a project only where the operator says so, and never a revoked one', async () => {
    const make = async (name: string) =>
      (await origin.call('POST', `${PROJECT}/keys`, { body: { name } })).json as { id: string; key: string }
    const [held, revoked] = [await make('held'), await make('revoked')]
    await backUpDatabase(file, backup)
    await origin.call('DELETE', `${PROJECT}/keys/${revoked.id}`)
    const store = redisOfNow()
    await origin.close()
    await restore(store, true)
    await reopen()
    const statusOf = async (key: string) => (await origin.call('GET', '/api/v1/projects', { key })).status
    expect([await statusOf(held.key), await statusOf(revoked.key)]).toEqual([200, 401])
    await origin.close()
    await restore(store)
    await reopen()
    expect(await statusOf(held.key)).toBe(401)
  })

  it('is not put under an origin that runs', async () => {
    await backUpDatabase(file, backup)
    await expect(restore(redisOfNow())).rejects.toThrow(DatabaseTaken)
    expect((await origin.call('GET', '/api/v1/projects')).status).toBe(200)
  })

  it.each(['cut off', 'no database'])('that is damaged (%s) changes nothing', async (damage) => {
    for (let i = 0; i < 20; i++) await createFlag(`flag-${i}`)
    await backUpDatabase(file, backup)
    if (damage === 'cut off') truncateSync(backup, 8_192)
    else writeFileSync(backup, 'x'.repeat(10_000))
    const store = redisOfNow()
    await origin.close()
    await expect(restore(store)).rejects.toThrow(DamagedCopy)
    await reopen()
    expect((await origin.call('GET', `${PROJECT}/flags/flag-7`)).status).toBe(200)
  })

  it.each(['is empty', 'is something else', 'was written by a newer release'])(
    'that %s changes nothing',
    async (what) => {
      await createFlag('kept')
      await backUpDatabase(file, backup)
      if (what !== 'was written by a newer release') rmSync(backup)
      const sqlite = new Sqlite(backup)
      if (what === 'is something else') sqlite.exec('CREATE TABLE environments (id TEXT, version INTEGER)')
      if (what === 'was written by a newer release') {
        sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9e12)")
      }
      sqlite.close()
      const store = redisOfNow()
      await origin.close()
      await expect(restore(store)).rejects.toThrow(ForeignCopy)
      await reopen()
      expect((await origin.call('GET', `${PROJECT}/flags/kept`)).status).toBe(200)
    },
  )

  it('is not put in place while nobody knows what edges have seen', async () => {
    await backUpDatabase(file, backup)
    await origin.close()
    await expect(restore({ readSigned: () => Promise.reject(new Error('no Redis')) })).rejects.toThrow('no Redis')
    await reopen()
    expect((await origin.call('GET', '/api/v1/projects')).status).toBe(200)
  })
})

/** A restore lifts them, so that no ETag of before holds. */
function withoutVersions(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state), (name, value: unknown) => (/version$/i.test(name) ? undefined : value))
}
