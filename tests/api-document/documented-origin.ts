import { join } from 'node:path'
import { vi } from 'vitest'
import { startLocalCloud } from '../../worker/testing/local-cloud.ts'
import { startInstalledOrigin } from '../harness/installed-origin.ts'

/** A fresh installation as the document's reader has it. */
export interface DocumentedOrigin {
  readonly url: string
  readonly databaseFile: string
  /** What the document says that its reader has. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

export async function startDocumentedOrigin(log: (line: string) => void): Promise<DocumentedOrigin> {
  const cloud = await startLocalCloud()
  // The SDK looks for the table's endpoint in the environment.
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', cloud.environment['AWS_ENDPOINT_URL_DYNAMODB'])
  const origin = await startInstalledOrigin({ ...cloud.environment, API_REQUESTS_PER_MINUTE: '1000000' }, log)
  const { databaseFile, masterKey, auditKey, directory } = origin
  return {
    url: origin.url(),
    databaseFile,
    environment: {
      DATABASE_FILE: databaseFile,
      AUDIT_KEY: auditKey,
      ORIGIN: origin.url(),
      KEY: masterKey,
      BACKUP: join(directory, 'backup.sqlite'),
    },
    close: async () => {
      await Promise.all([origin.close(), cloud.close()])
      vi.unstubAllEnvs()
    },
  }
}
