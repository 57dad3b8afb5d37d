import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { advanceInMemory } from '../../local/redis/advance-script.ts'
import { findRedisServer } from '../../local/redis/find-redis-server.ts'
import { createMemoryStore } from '../../local/redis/memory-store.ts'
import { type RedisFront, startRedisFront } from '../../local/redis/redis-front.ts'
import { openRedisServerStore } from '../../local/redis/redis-server-store.ts'
import type { RedisStore } from '../../local/redis/redis-store.ts'
import { openEnvelope } from '../../shared/contracts/envelope.ts'
import { type Head, parseHead } from '../../shared/contracts/head.ts'
import { ORIGIN_MARK, redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { Trace } from '../../shared/contracts/traceparent.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { type AttentionBook, createAttentionBook } from '../attention/attention-book.ts'
import { createRulesetBuilder } from '../building/ruleset-builder.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { configurations } from '../db/schema/configurations.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { ADVANCE_SCRIPT } from './advance-script.ts'
import { MASS_REMOVAL_ACTION } from './mass-removal.ts'
import { type Publisher, createPublisher } from './publisher.ts'
import { createPublishingRepository } from './publishing-repository.ts'
import { recordAccessChange, recordRulesetChange } from './record-change.ts'
import { createRedisGateway } from './redis-gateway.ts'
import { type Signer, createSigner } from './signer.ts'

const TOKEN = 'a-token-of-the-tests'
const executable = findRedisServer(process.env['PATH'] ?? '')

const stores: [string, (directory: string) => Promise<RedisStore>][] = [
  ['memory', async () => createMemoryStore({ scripts: new Map([[ADVANCE_SCRIPT, advanceInMemory]]) })],
]
if (executable !== undefined) {
  stores.push(['redis-server', (dataDirectory) => openRedisServerStore({ executable, dataDirectory })])
}

async function newSigner(): Promise<Signer> {
  const { privateKey } = generateKeyPairSync('ed25519')
  return createSigner(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))
}

describe.each(stores)('publishing to %s', (_name, openStore) => {
  let directory: string
  let store: RedisStore
  let front: RedisFront
  let open: OpenDatabase
  let signer: Signer
  let publisher: Publisher
  let environmentId: string
  let everyEnvironmentId: readonly string[]
  /** How far the origin's clock is ahead of ours. */
  let aheadMs: number
  let problems: string[]
  let attention: AttentionBook

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    directory = mkdtempSync(join(tmpdir(), 'publishing-'))
    store = await openStore(directory)
    front = await startRedisFront({ store, token: TOKEN, port: 0 })
    open = openDatabase(':memory:')
    signer = await newSigner()
    aheadMs = 0
    problems = []
    attention = createAttentionBook({ clock: () => Date.now() + aheadMs, dailyBudgetMs: 200_000 })
    publisher = newPublisher()
    const rows = open.database.select().from(environments).all()
    everyEnvironmentId = rows.map(({ id }) => id)
    environmentId = rows.find(({ key }) => key === 'production')?.id ?? ''
  })

  afterEach(async () => {
    vi.useRealTimers()
    await publisher.stop()
    await front.close()
    await store.close()
    open.close()
    rmSync(directory, { recursive: true })
  })

  function newPublisher(): Publisher {
    const repository = createPublishingRepository(open.database)
    return createPublisher({
      repository,
      builder: createRulesetBuilder(repository),
      store: createRedisGateway({ url: front.url, token: TOKEN }),
      signer,
      attention,
      clock: () => Date.now() + aheadMs,
      random: () => 0,
      onProblem: (problem) => void problems.push(problem),
      onPublished: () => undefined,
    })
  }

  function change(trace?: Trace): number {
    const version = open.database.transaction((transaction) => recordRulesetChange(transaction, environmentId, 1))
    publisher.notify(environmentId, trace)
    return version
  }

  function addFlag(key: string, value: string): void {
    const { projectId } =
      open.database.select().from(environments).where(eq(environments.id, environmentId)).get() ?? {}
    const { id } = open.database
      .insert(flags)
      .values({
        projectId: projectId ?? '',
        key,
        type: 'string',
        variants: [{ name: 'on', value }],
        clientVisible: false,
        scheme: 'native',
        salt: 's',
        createdAtMs: 1,
        updatedAtMs: 1,
      })
      .returning()
      .get()
    open.database
      .insert(configurations)
      .values({ flagId: id, environmentId, enabled: true, rules: [], defaultServe: { variant: 'on' }, updatedAtMs: 1 })
      .run()
  }

  /** As a change does that a caller allowed to remove most flags. */
  function allow(version: number): void {
    const { projectId = '' } =
      open.database.select().from(environments).where(eq(environments.id, environmentId)).get() ?? {}
    const act = { atMs: 1, actor: 'master', action: MASS_REMOVAL_ACTION, projectId, environmentId, target: 'x' }
    open.database
      .insert(auditEntries)
      .values({ ...act, after: { version } })
      .run()
  }

  async function readHead(): Promise<Head | undefined> {
    const text = await store.call(['GET', redisKeys.head(environmentId)])
    if (typeof text !== 'string') return undefined
    const opened = await openEnvelope(text, [signer.verificationKey])
    const head = opened.ok ? parseHead(opened.payload) : undefined
    return head?.ok ? head.value : undefined
  }

  async function readBody(version: number): Promise<CompiledRuleset | undefined> {
    const text = await store.call(['GET', redisKeys.ruleset(environmentId, version)])
    if (typeof text !== 'string') return undefined
    const compiled = compileRuleset(Uint8Array.from(gunzipSync(Buffer.from(text, 'base64'))))
    return compiled.ok ? compiled.value : undefined
  }

  /** Moves the timers and the origin's clock. */
  async function later(ms: number): Promise<void> {
    aheadMs += ms
    await vi.advanceTimersByTimeAsync(ms)
  }

  async function settle(): Promise<void> {
    await publisher.settled(everyEnvironmentId, 5_000)
  }

  it('publishes what was there before it started', async () => {
    addFlag('colour', 'blue')
    publisher.start()
    await settle()
    const head = await readHead()
    const body = await readBody(1)
    expect(head).toMatchObject({ environment: environmentId, version: 1, attention: null })
    expect(body?.version).toBe(1)
    expect(body?.flag('colour')?.state).toBe('decidable')
    expect(publisher.status().redis).toBe('up')
  })

  it('has pushed a change when it says that it is settled', async () => {
    publisher.start()
    await settle()
    const version = change()
    await settle()
    expect((await readHead())?.version).toBe(version)
    expect((await readBody(version))?.version).toBe(version)
  })

  it('takes the trace of a change along in the head of its version, also when that is issued again', async () => {
    publisher.start()
    await settle()
    const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', parentId: 'b7ad6b7169203331', flags: '01' }
    change(trace)
    await settle()
    const first = await readHead()
    publisher.notify(environmentId)
    await settle()
    const again = await readHead()
    expect([first?.trace, again?.trace]).toEqual([trace, trace])
    expect(again?.version).toBe(first?.version)
    change()
    await settle()
    expect((await readHead())?.trace).toBeUndefined()
  })

  it('advances the access table on its own version', async () => {
    publisher.start()
    await settle()
    open.database.transaction((transaction) => recordAccessChange(transaction, environmentId, 1))
    publisher.notify(environmentId)
    await settle()
    expect(await store.call(['GET', redisKeys.access(environmentId)])).toMatch(/^2 /)
    expect((await readHead())?.version).toBe(1)
  })

  it('puts back what a flush took, at the next look', async () => {
    publisher.start()
    await settle()
    await store.call(['FLUSHALL'])
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(async () => expect((await readHead())?.version).toBe(1))
    expect(await readBody(1)).toBeDefined()
  })

  it('puts back a body that alone was lost', async () => {
    publisher.start()
    await settle()
    await store.call(['DEL', redisKeys.ruleset(environmentId, 1)])
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(async () => expect(await readBody(1)).toBeDefined())
  })

  it('puts back a body that was overwritten', async () => {
    publisher.start()
    await settle()
    await store.call(['SET', redisKeys.ruleset(environmentId, 1), 'AAAA'])
    await later(10_000)
    await vi.waitFor(async () => expect((await readBody(1))?.version).toBe(1))
  })

  it('replaces what is no text', async () => {
    publisher.start()
    await settle()
    await store.call(['DEL', redisKeys.head(environmentId)])
    await store.call(['LPUSH', redisKeys.head(environmentId), 'x'])
    await later(10_000)
    await vi.waitFor(async () => expect((await readHead())?.version).toBe(1))
  })

  it.each(['before it started', 'while it ran'])('replaces a body that is no text, put there %s', async (when) => {
    const key = redisKeys.ruleset(environmentId, 1)
    publisher.start()
    await settle()
    if (when === 'before it started') await publisher.stop()
    await store.call(['DEL', key])
    await store.call(['LPUSH', key, 'x'])
    if (when === 'before it started') {
      publisher = newPublisher()
      publisher.start()
    }
    await later(10_000)
    await vi.waitFor(async () => expect((await readBody(1))?.version).toBe(1))
    expect(problems).toEqual([])
  })

  it('takes whatever lies under the mark for one, and goes on', async () => {
    publisher.start()
    await settle()
    await store.call(['SET', ORIGIN_MARK, '9 of somebody else'])
    const version = change()
    await settle()
    expect((await readHead())?.version).toBe(version)
    expect(publisher.status()).toMatchObject({ unpublished: 0, problem: undefined })
  })

  it('catches up also when the clock stepped back while it waited for the next try', async () => {
    publisher.start()
    await settle()
    await front.faults.set({ kind: 'status', status: 500 })
    const version = change()
    await vi.waitFor(() => expect(publisher.status().redis).toBe('down'))
    aheadMs -= 3_600_000
    front.faults.clear()
    await vi.waitFor(async () => expect((await readHead())?.version).toBe(version), 5_000)
  })

  it('issues heads again also when the clock stepped back', async () => {
    publisher.start()
    await settle()
    const before = await readHead()
    aheadMs -= 3_600_000
    await later(30_000)
    await vi.waitFor(async () => expect((await readHead())?.issuedAtMs).toBeLessThan(before?.issuedAtMs ?? 0))
  })

  it('says that Redis is down while nobody changes anything', async () => {
    publisher.start()
    await settle()
    await front.faults.set({ kind: 'refuse' })
    await later(5_000)
    await vi.waitFor(() => expect(publisher.status().redis).toBe('down'))
    front.faults.clear()
    await later(5_000)
    await vi.waitFor(() => expect(publisher.status().redis).toBe('up'))
  })

  it('issues head and access table again before 30 s are over', async () => {
    publisher.start()
    await settle()
    const before = await readHead()
    await later(30_000)
    await vi.waitFor(async () => expect((await readHead())?.issuedAtMs).toBeGreaterThan(before?.issuedAtMs ?? 0))
    expect((await readHead())?.version).toBe(before?.version)
  })

  it('raises attention with every publication of a change, says it in the head, and takes it out when it ended', async () => {
    publisher.start()
    await settle()
    expect((await readHead())?.attention).toBeNull()
    change()
    await settle()
    const raised = (await readHead())?.attention
    expect(raised?.forMs).toBeGreaterThan(0)
    change()
    await settle()
    expect((await readHead())?.attention?.seq).toBe(raised?.seq)
    await later(60_000)
    await vi.waitFor(async () => expect((await readHead())?.attention).toBeNull())
    expect((await readHead())?.version).toBe(3)
  })

  it('says under the same number what is left of attention when it issues a head again', async () => {
    publisher.start()
    await settle()
    const { attention: raised } = attention.raise(environmentId)
    publisher.notify(environmentId)
    await settle()
    const before = await readHead()
    expect(before).toMatchObject({ version: 1, attention: { seq: raised?.seq } })
    await later(30_000)
    await vi.waitFor(async () => expect((await readHead())?.issuedAtMs).toBeGreaterThan(before?.issuedAtMs ?? 0))
    const after = await readHead()
    expect(after?.attention?.seq).toBe(raised?.seq)
    expect(after?.attention?.forMs).toBeLessThanOrEqual(30_000)
  })

  it('leaves a mark by which an empty Redis can be told', async () => {
    publisher.start()
    await settle()
    expect(await store.call(['EXISTS', ORIGIN_MARK])).toBe(1)
  })

  it('writes no body again after a restart that changed nothing', async () => {
    publisher.start()
    await settle()
    await publisher.stop()
    const writes: string[] = []
    await front.faults.set(
      { kind: 'slow', delayMs: 0 },
      ([name = '', key = '']) => name.toUpperCase() === 'SET' && writes.push(key) > 0,
    )
    publisher = newPublisher()
    publisher.start()
    await settle()
    expect(writes).toEqual([])
  })

  it('brings a change to Redis in one request: the body, and the head that names it', async () => {
    publisher.start()
    await settle()
    await front.faults.set({ kind: 'slow', delayMs: 0 })
    const version = change()
    await settle()
    expect(front.faults.strikes).toBe(1)
    expect(await store.call(['EXISTS', redisKeys.ruleset(environmentId, version)])).toBe(1)
    expect((await readHead())?.version).toBe(version)
  })

  it('holds up nobody for an environment that Redis refuses', async () => {
    publisher.start()
    await settle()
    const [poisoned] = everyEnvironmentId.filter((id) => id !== environmentId)
    const isPoisoned = (command: readonly string[]) =>
      command[0]?.toUpperCase() === 'EVAL' && command.some((part) => part.includes(poisoned ?? '?'))
    await front.faults.set({ kind: 'status', status: 400 }, isPoisoned)
    publisher.notify(poisoned ?? '')
    await vi.waitFor(() => expect(problems).toHaveLength(1))
    const version = change()
    await publisher.settled([environmentId], 5_000)
    expect((await readHead())?.version).toBe(version)
    expect(publisher.status().redis).toBe('up')
    await store.call(['FLUSHALL'])
    await later(10_000)
    await vi.waitFor(async () => expect((await readHead())?.version).toBe(version))
  })

  it('goes on when the database does not answer', async () => {
    publisher.start()
    await settle()
    open.close()
    await later(60_000)
    await vi.waitFor(() => expect(problems).not.toEqual([]))
  })

  it('says at once that it cannot wait while Redis is down, and catches up by itself', async () => {
    publisher.start()
    await settle()
    await front.faults.set({ kind: 'status', status: 500 })
    const version = change()
    await settle()
    await vi.waitFor(() => expect(publisher.status()).toMatchObject({ redis: 'down', unpublished: 1 }))
    await publisher.settled([environmentId], 60_000)
    front.faults.clear()
    await vi.waitFor(async () => expect((await readHead())?.version).toBe(version), 5_000)
    await vi.waitFor(() => expect(publisher.status()).toMatchObject({ redis: 'up', unpublished: 0 }))
  })

  it('lifts SQLite above a version that Redis has and SQLite never knew', async () => {
    const head: Head = {
      kind: 'head',
      environment: environmentId,
      version: 40,
      sha256: '0'.repeat(64),
      bytes: 1,
      issuedAtMs: 1,
      attention: null,
    }
    await store.call(['SET', redisKeys.head(environmentId), signer.seal(head)])
    publisher.start()
    await settle()
    expect((await readHead())?.version).toBe(41)
    expect((await readBody(41))?.version).toBe(41)
  })

  it('replaces a forged head whatever version it claims', async () => {
    const forger = await newSigner()
    await store.call(['SET', redisKeys.head(environmentId), forger.seal({ version: 999_999 })])
    publisher.start()
    await settle()
    expect((await readHead())?.version).toBe(1)
  })

  it('keeps the last 50 bodies', async () => {
    publisher.start()
    await settle()
    for (let i = 0; i < 52; i++) {
      change()
      await settle()
    }
    expect(await readBody(3)).toBeUndefined()
    expect(await readBody(4)).toBeDefined()
    expect(await readBody(53)).toBeDefined()
  })

  describe('when most flags are gone', () => {
    beforeEach(async () => {
      for (let i = 0; i < 10; i++) addFlag(`flag-${i}`, 'x')
      publisher.start()
      await settle()
      expect(publisher.servedFlags(environmentId)).toBe(10)
      open.database.delete(configurations).run()
    })

    it('goes on with the version before, says so, and publishes when somebody allowed it', async () => {
      const refused = change()
      await settle()
      expect((await readHead())?.version).toBe(refused - 1)
      expect(publisher.status()).toMatchObject({
        refused: 1,
        problem: expect.stringContaining('of 10 flags 0 are left'),
      })
      const isRefused = (version: number) => publisher.isRefused(environmentId, version)
      expect([refused - 1, refused].map(isRefused)).toEqual([false, true])
      const version = change()
      allow(version)
      await settle()
      expect((await readHead())?.version).toBe(version)
      expect(isRefused(version)).toBe(false)
      expect(publisher.status()).toMatchObject({ refused: 0, problem: undefined })
    })

    it('does not take an allowance for a version that edges had before', async () => {
      allow(1)
      change()
      await settle()
      expect(publisher.status().refused).toBe(1)
    })

    it('stands guard after a restart, by what lies in Redis', async () => {
      await publisher.stop()
      open.database.transaction((transaction) => recordRulesetChange(transaction, environmentId, 1))
      publisher = newPublisher()
      publisher.start()
      await settle()
      expect((await readHead())?.version).toBe(1)
      expect(publisher.status().refused).toBe(1)
    })

    it('stands guard when Redis was emptied meanwhile', async () => {
      change()
      await settle()
      await store.call(['FLUSHALL'])
      await later(10_000)
      await vi.waitFor(async () => expect(await store.call(['EXISTS', ORIGIN_MARK])).toBe(1))
      expect(await readHead()).toBeUndefined()
      expect(publisher.status().refused).toBe(1)
    })
  })

  it('refuses a ruleset over the limit, says so, and goes on publishing keys', async () => {
    publisher.start()
    await settle()
    for (let i = 0; i < 130; i++) addFlag(`flag-${i}`, randomBytes(48_000).toString('base64'))
    change()
    open.database.transaction((transaction) => recordAccessChange(transaction, environmentId, 1))
    await settle()
    expect((await readHead())?.version).toBe(1)
    expect(await store.call(['GET', redisKeys.access(environmentId)])).toMatch(/^2 /)
    expect(publisher.status()).toMatchObject({
      unpublished: 0,
      refused: 1,
      problem: expect.stringContaining('at most'),
    })
    const before = await readHead()
    await later(30_000)
    await vi.waitFor(async () => expect((await readHead())?.issuedAtMs).toBeGreaterThan(before?.issuedAtMs ?? 0))
    open.database.delete(configurations).run()
    const version = change()
    await settle()
    expect((await readHead())?.version).toBe(version)
    expect(publisher.status()).toMatchObject({ unpublished: 0, refused: 0, problem: undefined })
  })
})
