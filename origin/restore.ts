import { parseArgs } from 'node:util'
import { describeProblem } from '../shared/contracts/parse-result.ts'
import { createAuditChain } from './audit/audit-chain.ts'
import { type OriginConfig, readConfig } from './config.ts'
import { createRedisGateway } from './publishing/redis-gateway.ts'
import { createSigner } from './publishing/signer.ts'
import { restoreDatabase } from './recovery/restore-database.ts'

const USAGE = 'usage: npm run restore -- FILE [--keep-management-keys]  (with the origin stopped, and its settings)\n'

// Puts a backup in the place of the database. Reads the settings of the origin, since it must know what edges have seen.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'keep-management-keys': { type: 'boolean', default: false } },
})
const config = readConfig(process.env)
const [backup] = positionals
if (backup === undefined) stop(USAGE)
else if (config.ok) await restore(config.value, backup)
else stop(`${config.problems.map((problem) => describeProblem(problem)).join('\n')}\n`)

async function restore(settings: OriginConfig, from: string): Promise<void> {
  try {
    const restored = await restoreDatabase({
      file: settings.databaseFile,
      backup: from,
      store: createRedisGateway(settings.redis),
      verificationKey: (await createSigner(settings.signingKey)).verificationKey,
      auditChain: createAuditChain(settings.auditKey),
      nowMs: Date.now(),
      keepsManagementKeys: values['keep-management-keys'],
    })
    const { environments, revokedKeys, replaced } = restored
    process.stdout.write(
      `restored ${environments} environments; ${revokedKeys} keys were revoked, since nothing says that they still held\n`,
    )
    if (replaced !== undefined) process.stdout.write(`the database before lies in ${replaced}\n`)
  } catch (error) {
    stop(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}

function stop(message: string): void {
  process.stderr.write(message)
  process.exitCode = 1
}
