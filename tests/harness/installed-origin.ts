import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../../local/stack/redis.ts'
import { readConfig } from '../../origin/config.ts'
import { createLogger } from '../../origin/http/logger.ts'
import { startOrigin } from '../../origin/origin.ts'

/** A fresh installation over HTTP in the test's own process: its database in a file, its Redis a real one where there is one. */
export interface InstalledOrigin {
  /** Another one after each restart. */
  readonly url: () => string
  /** Of its own; gone when it is closed. */
  readonly directory: string
  readonly databaseFile: string
  readonly masterKey: string
  readonly auditKey: string
  readonly signingKey: string
  readonly redis: { readonly url: string; readonly token: string }
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * @param further  variables beside those that every origin needs, or in place of them
 * @param log  takes each line that it logs, at every level
 */
export async function startInstalledOrigin(
  further: Readonly<Record<string, string | undefined>> = {},
  log: (line: string) => void = () => undefined,
): Promise<InstalledOrigin> {
  const directory = mkdtempSync(join(tmpdir(), 'togglemaster-origin-'))
  const databaseFile = join(directory, 'origin.sqlite')
  const token = newSecret()
  const store = await startRedis(directory, token)
  const [masterKey, auditKey, signingKey] = [newSecret(), newSecret(), newSigningKey()]
  const start = () =>
    startFrom(
      {
        ORIGIN_PORT: '0',
        DATABASE_FILE: databaseFile,
        MASTER_KEY: masterKey,
        AUDIT_KEY: auditKey,
        SIGNING_KEY: signingKey,
        UPSTASH_REDIS_REST_URL: store.url,
        UPSTASH_REDIS_REST_TOKEN: token,
        AWS_REGION: 'sa-east-1',
        ...further,
      },
      log,
    )
  let origin = await start()
  let isRunning = true
  const stop = async (): Promise<void> => {
    if (isRunning) await origin.stop()
    isRunning = false
  }
  return {
    url: () => `http://127.0.0.1:${origin.port}`,
    directory,
    databaseFile,
    masterKey,
    auditKey,
    signingKey,
    redis: { url: store.url, token },
    restart: async () => {
      await stop()
      origin = await start()
      isRunning = true
    },
    stop,
    close: async () => {
      await stop()
      await store.close()
      rmSync(directory, { recursive: true })
    },
  }
}

function startFrom(variables: Readonly<Record<string, string | undefined>>, log: (line: string) => void) {
  const config = readConfig(variables)
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  const logger = createLogger('trace', { write: log })
  return startOrigin({ config: config.value, logger, clock: Date.now, randomBytes, random: Math.random })
}

const newSecret = (): string => randomBytes(32).toString('base64url')

function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}
