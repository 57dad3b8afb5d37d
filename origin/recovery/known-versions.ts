import Sqlite from 'better-sqlite3'
import { parseAccessTable } from '../../shared/contracts/access-table.ts'
import { type VerificationKey, openEnvelope } from '../../shared/contracts/envelope.ts'
import { inspectSigned } from '../publishing/inspect-signed.ts'
import type { RulesetStore } from '../publishing/redis-gateway.ts'

/** What is known of an environment besides the backup. */
export interface KnownEnvironment {
  /** The highest that anybody may have seen; 0 when nobody has. */
  readonly version: number
  readonly accessVersion: number
  /** SHA-256 of the keys that were live when the table was signed; `undefined` when there is no table of ours. */
  readonly liveKeys: ReadonlySet<string> | undefined
}

/** @throws when Redis cannot be reached: what edges have seen must be known before an older database is put in place */
export async function readKnownEnvironments(
  store: Pick<RulesetStore, 'readSigned'>,
  key: VerificationKey,
  environmentIds: readonly string[],
): Promise<ReadonlyMap<string, KnownEnvironment>> {
  const pairs = await store.readSigned(environmentIds)
  const known = await Promise.all(
    environmentIds.map(async (environmentId, i): Promise<[string, KnownEnvironment]> => {
      const head = await inspectSigned({ environmentId, kind: 'ruleset', text: pairs[i]?.head ?? null }, key)
      const text = pairs[i]?.access ?? null
      const access = await inspectSigned({ environmentId, kind: 'access', text }, key)
      return [
        environmentId,
        {
          version: head.state === 'ours' ? head.version : 0,
          accessVersion: access.state === 'ours' ? access.version : 0,
          liveKeys: access.state === 'ours' ? await liveKeysOf(text, key) : undefined,
        },
      ]
    }),
  )
  return new Map(known)
}

async function liveKeysOf(text: string | null, key: VerificationKey): Promise<ReadonlySet<string> | undefined> {
  const opened = await openEnvelope(text ?? '', [key])
  const table = opened.ok ? parseAccessTable(opened.payload) : undefined
  return table?.ok === true ? new Set(table.value.keys.map(({ sha256 }) => sha256)) : undefined
}

/** What the database that is replaced still tells; nothing when it is damaged. */
export interface ReplacedDatabase {
  readonly versions: ReadonlyMap<string, { readonly version: number; readonly accessVersion: number }>
  readonly revokedKeys: ReadonlySet<string>
  /** Ids of the accounts that were disabled. */
  readonly disabledAccounts: readonly string[]
}

const NOTHING: ReplacedDatabase = { versions: new Map(), revokedKeys: new Set(), disabledAccounts: [] }

export function readReplacedDatabase(file: string): ReplacedDatabase {
  try {
    const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true })
    try {
      const environments = sqlite.prepare<[], EnvironmentRow>('SELECT id, version, access_version FROM environments')
      const revoked = sqlite.prepare<[], { sha256: string }>(
        'SELECT sha256 FROM access_keys WHERE revoked_at_ms IS NOT NULL',
      )
      return {
        versions: new Map(
          environments.all().map((row) => [row.id, { version: row.version, accessVersion: row.access_version }]),
        ),
        revokedKeys: new Set(revoked.all().map(({ sha256 }) => sha256)),
        disabledAccounts: readDisabledAccounts(sqlite),
      }
    } finally {
      sqlite.close()
    }
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError) return NOTHING
    throw cause
  }
}

/** None, where an older release wrote it that could not disable any. */
function readDisabledAccounts(sqlite: Sqlite.Database): readonly string[] {
  const columns = sqlite.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('accounts')`).all()
  if (!columns.some(({ name }) => name === 'disabled_at_ms')) return []
  const disabled = sqlite.prepare<[], { id: string }>('SELECT id FROM accounts WHERE disabled_at_ms IS NOT NULL')
  return disabled.all().map(({ id }) => id)
}

interface EnvironmentRow {
  readonly id: string
  readonly version: number
  readonly access_version: number
}
