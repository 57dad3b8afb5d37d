import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { vi } from 'vitest'
import { startRedis } from '../../local/stack/redis.ts'
import { readConfig } from '../../origin/config.ts'
import { startOrigin } from '../../origin/origin.ts'
import { startLocalCloud } from '../../worker/testing/local-cloud.ts'

/** A fresh installation, its database in a file, its Redis a real one where there is one. */
export interface DocumentedOrigin {
  readonly url: string
  /** What the document says that its reader has. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

export async function startDocumentedOrigin(): Promise<DocumentedOrigin> {
  const directory = mkdtempSync(join(tmpdir(), 'togglemaster-api-'))
  const cloud = await startLocalCloud()
  // The SDK looks for the table's endpoint in the environment.
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', cloud.environment['AWS_ENDPOINT_URL_DYNAMODB'])
  const redisToken = newSecret()
  const redis = await startRedis(directory, redisToken)
  const settings = {
    DATABASE_FILE: join(directory, 'origin.sqlite'),
    MASTER_KEY: newSecret(),
    AUDIT_KEY: newSecret(),
  }
  const origin = await startFrom({
    ...cloud.environment,
    ...settings,
    ORIGIN_PORT: '0',
    SIGNING_KEY: newSigningKey(),
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redisToken,
  })
  const url = `http://127.0.0.1:${origin.port}`
  const { MASTER_KEY, ...commands } = settings
  return {
    url,
    environment: { ...commands, ORIGIN: url, KEY: MASTER_KEY, BACKUP: join(directory, 'backup.sqlite') },
    close: async () => {
      await origin.stop()
      await Promise.all([redis.close(), cloud.close()])
      vi.unstubAllEnvs()
      rmSync(directory, { recursive: true })
    },
  }
}

function startFrom(variables: Readonly<Record<string, string | undefined>>) {
  const config = readConfig(variables)
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const logger = pino({ level: 'silent' })
  return startOrigin({ config: config.value, logger, clock: Date.now, randomBytes, random: Math.random })
}

const newSecret = () => randomBytes(32).toString('base64url')

function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}
