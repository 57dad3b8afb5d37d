import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRedisWithin } from '../../edge/redis.ts'
import { createRedisSource } from '../../edge/ruleset/redis-source.ts'
import { workerRuntime } from '../../edge/runtime.ts'
import { createAuditChain } from '../../origin/audit/audit-chain.ts'
import { createRedisGateway } from '../../origin/publishing/redis-gateway.ts'
import { createSigner } from '../../origin/publishing/signer.ts'
import { backUpDatabase } from '../../origin/recovery/back-up-database.ts'
import { restoreDatabase } from '../../origin/recovery/restore-database.ts'
import { WHOLE } from '../../shared/contracts/limits.ts'
import { eventually } from '../harness/eventually.ts'
import { type Answer, type CallOptions, call } from '../harness/http.ts'
import { type EdgeAnswer, type InProcessEdge, createInProcessEdge } from '../harness/in-process-edge.ts'
import { type InstalledOrigin, startInstalledOrigin } from '../harness/installed-origin.ts'

const FLAG = '/environments/production/flags/written'
const HEALED_MS = 15_000
/** Of a restore. */
const AHEAD = 1_000_000
/** 50 a second. */
const BETWEEN_WRITES_MS = 20
const WRITES_BEFORE = 50
const WRITES_AFTER = 25

/** F14 of the table of threats, with a real Redis and an edge that goes on asking. */
describe('a backup that is taken under 50 writes a second', () => {
  let origin: InstalledOrigin
  let edge: InProcessEdge
  let key: string
  const versions: number[] = []
  const manage = (path: string, options: CallOptions = {}): Promise<Answer> =>
    call(`${origin.url()}/api/v1/projects/default${path}`, {
      key: origin.masterKey,
      ...options,
      headers: { 'if-match': '*' },
    })
  const askEdge = async (): Promise<EdgeAnswer> => {
    const answer = await edge.ask('/ofrep/v1/evaluate/flags/written', { key, context: { targetingKey: 'ana' } })
    if (answer.version !== undefined) versions.push(answer.version)
    return answer
  }
  /** Each gives another share. */
  const write = (change: number): Promise<Answer> => {
    const weights = [
      { variant: 'on', weight: change },
      { variant: 'off', weight: WHOLE - change },
    ]
    return manage(FLAG, { method: 'PATCH', body: { enabled: true, defaultServe: { split: { weights } } } })
  }
  /** Each change is one version; those of the restored database begin far above. */
  const countChanges = async (): Promise<number> => (Number((await manage(FLAG)).body.version) % AHEAD) - 1

  beforeAll(async () => {
    origin = await startInstalledOrigin({ API_REQUESTS_PER_MINUTE: '1000000' })
    const { verificationKey } = await createSigner(origin.signingKey)
    edge = createInProcessEdge({
      source: createRedisSource(createRedisWithin(origin.redis)),
      runtime: workerRuntime,
      verificationKeys: [verificationKey],
    })
    await manage('/flags', { body: { key: 'written', type: 'boolean' } })
    key = String((await manage('/environments/production/keys', { body: { name: 'edge', kind: 'srv' } })).body.key)
  })
  afterAll(() => origin.close())

  it(
    'loses at most what came after it, and edges go on from above all that they saw',
    { timeout: 120_000 },
    async () => {
      const backup = join(origin.directory, 'backup.sqlite')
      const acknowledged: number[] = []
      const writing: Promise<void>[] = []
      const writeAtRate = async (count: number): Promise<void> => {
        for (let i = 0; i < count; i++) {
          const change = writing.length + 1
          writing.push(write(change).then(({ status }) => void (status === 200 && acknowledged.push(change))))
          await Promise.all([sleep(BETWEEN_WRITES_MS), askEdge()])
        }
      }
      await writeAtRate(WRITES_BEFORE)
      await eventually(
        () => Promise.resolve(acknowledged.length),
        (count) => count > 0,
        HEALED_MS,
      )
      const before = acknowledged.length
      await Promise.all([backUpDatabase(origin.databaseFile, backup), writeAtRate(WRITES_AFTER)])
      await Promise.all(writing)
      expect(acknowledged).toHaveLength(WRITES_BEFORE + WRITES_AFTER)

      const seen = await eventually(askEdge, ({ status }) => status === 200, HEALED_MS)
      await origin.stop()
      writeFileSync(origin.databaseFile, 'what is left of it')
      await restoreDatabase({
        file: origin.databaseFile,
        backup,
        store: createRedisGateway(origin.redis),
        verificationKey: (await createSigner(origin.signingKey)).verificationKey,
        auditChain: createAuditChain(origin.auditKey),
        nowMs: Date.now(),
        keepsManagementKeys: false,
      })
      await origin.restart()

      const kept = await countChanges()
      expect(kept).toBeGreaterThanOrEqual(before)
      expect(kept).toBeLessThanOrEqual(acknowledged.length)
      const restored = await eventually(askEdge, ({ version = 0 }) => version > (seen.version ?? 0) + AHEAD, HEALED_MS)
      expect([restored.status, restored.version]).toEqual([200, expect.any(Number)])
      expect(restored.version).toBeGreaterThanOrEqual((seen.version ?? 0) + AHEAD)
      await write(77)
      const next = await eventually(askEdge, ({ version = 0 }) => version > (restored.version ?? 0), HEALED_MS)
      expect(next.version).toBeGreaterThan(restored.version ?? 0)
      expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    },
  )
})
