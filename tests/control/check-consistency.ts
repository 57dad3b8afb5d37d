import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect } from 'vitest'
import { createRedisWithin } from '../../edge/redis.ts'
import { createRedisSource } from '../../edge/ruleset/redis-source.ts'
import { workerRuntime } from '../../edge/runtime.ts'
import { createAuditChain } from '../../origin/audit/audit-chain.ts'
import { readHead, walkEntries } from '../../origin/audit/audit-repository.ts'
import { verifyAudit } from '../../origin/audit/verify-audit.ts'
import { createPublishingRepository } from '../../origin/publishing/publishing-repository.ts'
import { eventually } from '../harness/eventually.ts'
import { type InProcessEdge, createInProcessEdge } from '../harness/in-process-edge.ts'
import {
  type ControlTruth,
  ENVIRONMENTS,
  type EnvironmentKey,
  FLAGS,
  type Person,
  type TrueKey,
  valueFor,
} from './control-truth.ts'
import type { ControlWorld } from './control-world.ts'

const PEOPLE: readonly Person[] = [
  { targetingKey: 'ana', country: 'BR' },
  { targetingKey: 'bob', country: 'PT' },
  { targetingKey: 'eve', country: 'PT' },
]
const HEALED_MS = 15_000

/** Edges decide as the model says, out of Redis; the database is whole, and every link of the audit holds. */
export async function checkConsistency(truth: ControlTruth, world: ControlWorld): Promise<void> {
  for (const environment of ENVIRONMENTS) await checkEdge(truth, world, environment)
  await world.stopOrigin()
  const sqlite = new Sqlite(world.databaseFile, { readonly: true })
  try {
    checkDatabase(sqlite, truth, world)
  } finally {
    sqlite.close()
  }
}

async function checkEdge(truth: ControlTruth, world: ControlWorld, environment: EnvironmentKey): Promise<void> {
  const edge = createInProcessEdge({
    source: createRedisSource(createRedisWithin(world.redis)),
    runtime: workerRuntime,
    verificationKeys: [world.verificationKey],
  })
  const key = world.serverKeys[environment]
  const { version } = world.look().environments[environment]
  const ask = (flag: string, context: object) => edge.ask(`/ofrep/v1/evaluate/flags/${flag}`, { key, context })
  const seen = await eventually(
    () => ask('none', {}),
    (answer) => answer.version === version,
    HEALED_MS,
  )
  expect(seen.version, `what edges have of ${environment}`).toBe(version)
  for (const flag of FLAGS) {
    for (const person of PEOPLE) {
      const { status, body } = await ask(flag, person)
      const value = valueFor(truth, { flag, environment }, person)
      const expected = value === undefined ? { errorCode: 'FLAG_NOT_FOUND' } : { value }
      const said = `${flag} in ${environment} for ${person.targetingKey}`
      expect(status, `${said}: status`).toBe(value === undefined ? 404 : 200)
      expect(body, `${said}: answer`).toMatchObject(expected)
    }
  }
  if (environment === 'production') await checkKeys(edge, truth.keys)
}

/** A key is good at edges for as long as nobody revoked it. */
async function checkKeys(edge: InProcessEdge, keys: readonly TrueKey[]): Promise<void> {
  for (const { id, text, isRevoked } of keys) {
    const expected = isRevoked ? 401 : 404
    const { status } = await eventually(
      () => edge.ask('/ofrep/v1/evaluate/flags/none', { key: text, context: {} }),
      (answer) => answer.status === expected,
      HEALED_MS,
    )
    expect(status, `key ${id}, ${isRevoked ? 'revoked' : 'live'}`).toBe(expected)
  }
}

function checkDatabase(sqlite: Sqlite.Database, truth: ControlTruth, world: ControlWorld): void {
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  const database = drizzle(sqlite, { casing: 'snake_case' })
  const history = { entries: walkEntries(database), head: readHead(database), anchors: [] }
  expect(verifyAudit(createAuditChain(world.auditKey), history)).toMatchObject({ isIntact: true })
  const environmentId = world.environmentIds.production
  const live = createPublishingRepository(database).liveKeys(environmentId, Date.now())
  const expected = truth.keys.filter(({ isRevoked }) => !isRevoked).map(({ id }) => id)
  // One more: the edge's own.
  expect(live).toHaveLength(expected.length + 1)
  expect(live.map(({ id }) => id)).toEqual(expect.arrayContaining(expected))
}
