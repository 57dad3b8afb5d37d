import { createSigner } from '../origin/publishing/signer.ts'
import { makeSecrets } from './stack/secrets.ts'

// Prints fresh secrets for one deployment as lines of an .env file; the public key belongs to the signing key.
const secrets = makeSecrets()
const { publicKey } = await createSigner(secrets.signingKey)
const lines = {
  MASTER_KEY: secrets.masterKey,
  AUDIT_KEY: secrets.auditKey,
  SIGNING_KEY: secrets.signingKey,
  RULESET_PUBLIC_KEYS: publicKey,
  UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
  PSEUDONYM_SECRET: secrets.pseudonymSecret,
  EDGE_TOKEN: secrets.edgeToken,
}
for (const [name, value] of Object.entries(lines)) process.stdout.write(`${name}=${value}\n`)
