import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one machine's stack keeps secret; made once, at random, and kept in its data directory. */
export interface StackSecrets {
  readonly masterKey: string
  readonly auditKey: string
  /** Ed25519 private key, PKCS #8 DER, base64. */
  readonly signingKey: string
  readonly redisToken: string
  readonly pseudonymSecret: string
  /** What the edge shows to the origin. */
  readonly edgeToken: string
}

/** Only its owner may read the file. */
const OWNER_ONLY = 0o600

export function loadSecrets(dataDirectory: string): StackSecrets {
  const file = join(dataDirectory, 'secrets.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<StackSecrets>) : {}
  // A directory of an older release has fewer.
  const secrets = { ...makeSecrets(), ...kept }
  mkdirSync(dataDirectory, { recursive: true })
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: OWNER_ONLY })
  return secrets
}

/** Fresh ones, for a machine or a deployment. */
export function makeSecrets(): StackSecrets {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    masterKey: randomSecret(),
    auditKey: randomSecret(),
    signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    redisToken: randomSecret(),
    pseudonymSecret: randomSecret(),
    edgeToken: randomSecret(),
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}
