import Sqlite from 'better-sqlite3'
import { createSigner } from '../../origin/publishing/signer.ts'
import type { VerificationKey } from '../../shared/contracts/envelope.ts'
import { type Answer, type CallOptions, call } from '../harness/http.ts'
import { startInstalledOrigin } from '../harness/installed-origin.ts'
import type { EnvironmentKey } from './control-truth.ts'

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
  readonly environments: Readonly<Record<EnvironmentKey, EnvironmentLook>>
}

interface EnvironmentLook {
  readonly version: number
  readonly accessVersion: number
  /** The newest of either kind that the outbox knows of. */
  readonly recorded: { readonly version: number; readonly accessVersion: number }
}

export async function startControlWorld(): Promise<ControlWorld> {
  const origin = await startInstalledOrigin({ API_REQUESTS_PER_MINUTE: '1000000' })
  const { databaseFile, masterKey, auditKey, signingKey, redis } = origin
  const callProject: ControlWorld['call'] = (path, options) =>
    call(`${origin.url()}/api/v1/projects/default${path}`, { key: masterKey, ...options })
  const reader = new Sqlite(databaseFile, { readonly: true })
  return {
    ...(await furnish(callProject)),
    call: callProject,
    look: () => lookInto(reader),
    redis,
    databaseFile,
    auditKey,
    verificationKey: (await createSigner(signingKey)).verificationKey,
    restart: origin.restart,
    stopOrigin: origin.stop,
    close: async () => {
      reader.close()
      await origin.close()
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

function lookInto(reader: Sqlite.Database): Look {
  return {
    entries: Number(reader.prepare('SELECT count(*) FROM audit_entries').pluck().get()),
    environments: { development: lookAt(reader, 'development'), production: lookAt(reader, 'production') },
  }
}

function lookAt(reader: Sqlite.Database, key: EnvironmentKey): EnvironmentLook {
  const number = (column: string): number =>
    Number(reader.prepare(`SELECT ${column} FROM environments WHERE key = ?`).pluck().get(key))
  const newest = (kind: 'ruleset' | 'access'): number =>
    number(`(SELECT max(version) FROM outbox WHERE environment_id = environments.id AND kind = '${kind}')`)
  return {
    version: number('version'),
    accessVersion: number('access_version'),
    recorded: { version: newest('ruleset'), accessVersion: newest('access') },
  }
}
