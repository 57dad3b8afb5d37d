import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { pino } from 'pino'
import { startRedis } from '../../local/stack/redis.ts'
import { readConfig } from '../../origin/config.ts'
import { startOrigin } from '../../origin/origin.ts'
import { createSigner } from '../../origin/publishing/signer.ts'
import type { VerificationKey } from '../../shared/contracts/envelope.ts'
import { type Answer, type CallOptions, call } from '../harness/http.ts'
import { ENVIRONMENTS, type EnvironmentKey } from './control-truth.ts'

/** A whole origin over HTTP, its database in a file, its Redis a real one where there is one. */
export interface ControlWorld {
  /** Below the project, with the master key unless said otherwise. */
  readonly call: (path: string, options?: CallOptions) => Promise<Answer>
  /** Somebody else than whoever has the master key. */
  readonly colleague: string
  /** What edges evaluate with. */
  readonly serverKeys: Readonly<Record<EnvironmentKey, string>>
  readonly environmentIds: Readonly<Record<EnvironmentKey, string>>
  readonly look: () => Look
  readonly redis: { readonly url: string; readonly token: string }
  readonly databaseFile: string
  readonly auditKey: string
  readonly verificationKey: VerificationKey
  readonly restart: () => Promise<void>
  readonly stopOrigin: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What the database says, read beside the origin. */
export interface Look {
  readonly entries: number
  readonly versions: Readonly<Record<EnvironmentKey, number>>
}

const newSecret = () => randomBytes(32).toString('base64url')

export async function startControlWorld(): Promise<ControlWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'togglemaster-control-'))
  const databaseFile = join(directory, 'origin.sqlite')
  const token = newSecret()
  const store = await startRedis(directory, token)
  const redis = { url: store.url, token }
  const signingKey = newSigningKey()
  const [masterKey, auditKey] = [newSecret(), newSecret()]
  const start = () => startFrom({ databaseFile, masterKey, auditKey, signingKey, redis })
  let origin = await start()
  let isRunning = true
  const stopOrigin = async () => {
    if (isRunning) await origin.stop()
    isRunning = false
  }
  const callProject: ControlWorld['call'] = (path, options) =>
    call(`http://127.0.0.1:${origin.port}/api/v1/projects/default${path}`, { key: masterKey, ...options })
  const reader = new Sqlite(databaseFile, { readonly: true })
  return {
    ...(await furnish(callProject)),
    call: callProject,
    look: () => lookInto(reader),
    redis,
    databaseFile,
    auditKey,
    verificationKey: (await createSigner(signingKey)).verificationKey,
    restart: async () => {
      await stopOrigin()
      origin = await start()
      isRunning = true
    },
    stopOrigin,
    close: async () => {
      reader.close()
      await stopOrigin()
      await store.close()
      rmSync(directory, { recursive: true })
    },
  }
}

/** Production is protected; a colleague and the edges have keys. */
async function furnish(callProject: ControlWorld['call']) {
  await callProject('/environments/production', { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } })
  const colleague = await callProject('/keys', { body: { name: 'colleague' } })
  const keyOf = async (environment: EnvironmentKey): Promise<string> => {
    const { body } = await callProject(`/environments/${environment}/keys`, { body: { name: 'edge', kind: 'srv' } })
    return body.key
  }
  const idOf = async (environment: EnvironmentKey): Promise<string> =>
    (await callProject(`/environments/${environment}`)).body.id
  return {
    colleague: String(colleague.body.key),
    serverKeys: { development: await keyOf('development'), production: await keyOf('production') },
    environmentIds: { development: await idOf('development'), production: await idOf('production') },
  }
}

interface Settings {
  readonly databaseFile: string
  readonly masterKey: string
  readonly auditKey: string
  readonly signingKey: string
  readonly redis: { readonly url: string; readonly token: string }
}

function startFrom({ databaseFile, masterKey, auditKey, signingKey, redis }: Settings) {
  const config = readConfig({
    ORIGIN_PORT: '0',
    DATABASE_FILE: databaseFile,
    MASTER_KEY: masterKey,
    AUDIT_KEY: auditKey,
    SIGNING_KEY: signingKey,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redis.token,
    AWS_REGION: 'sa-east-1',
    API_REQUESTS_PER_MINUTE: '1000000',
  })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const logger = pino({ level: 'silent' })
  return startOrigin({ config: config.value, logger, clock: Date.now, randomBytes, random: Math.random })
}

function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

function lookInto(reader: Sqlite.Database): Look {
  const versionOf = (key: EnvironmentKey) =>
    Number(reader.prepare('SELECT version FROM environments WHERE key = ?').pluck().get(key))
  const [development, production] = ENVIRONMENTS.map(versionOf)
  return {
    entries: Number(reader.prepare('SELECT count(*) FROM audit_entries').pluck().get()),
    versions: { development: development ?? 0, production: production ?? 0 },
  }
}
