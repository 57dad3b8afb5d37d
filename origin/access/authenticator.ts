import { createHash, timingSafeEqual } from 'node:crypto'
import { parseAccessKey } from '../../shared/contracts/access-key.ts'
import type { Database } from '../db/open-database.ts'
import { isMakerDisabled } from '../people/is-maker-disabled.ts'
import { hashKey } from './hash-key.ts'
import type { KeyUseBook } from './key-use-book.ts'
import { type AccessKey, findKeyBySha256 } from './key-repository.ts'
import type { Principal } from './principal.ts'

/** Who holds this token; `undefined` for a wrong, an expired, a revoked and a stopped one alike. Throws when the database fails. */
export type Authenticate = (token: string) => Principal | undefined

export interface AuthenticatorParts {
  readonly database: Database
  readonly masterKey: string
  readonly clock: () => number
  readonly keyUses: Pick<KeyUseBook, 'note'>
}

/**
 * The master key is compared first, by SHA-256 and in constant time. A key whose checksum is wrong is refused with no
 * I/O; any other costs the same one look by its SHA-256, whether it never existed, has expired, was revoked or is stopped.
 */
export function createAuthenticator({ database, masterKey, clock, keyUses }: AuthenticatorParts): Authenticate {
  const master = digestOf(masterKey)
  return (token) => {
    if (timingSafeEqual(digestOf(token), master)) return { type: 'master' }
    if (!parseAccessKey(token).ok) return undefined
    const key = findKeyBySha256(database, hashKey(token))
    const nowMs = clock()
    if (key === undefined || !isLive(key, nowMs) || isStopped(database, key)) return undefined
    keyUses.note({ id: key.id, environmentId: key.environmentId, usedAtMs: nowMs })
    return holderOf(key)
  }
}

function isLive({ revokedAtMs, expiresAtMs }: AccessKey, nowMs: number): boolean {
  return revokedAtMs === null && (expiresAtMs === null || nowMs < expiresAtMs)
}

/** What manages a project does it for whoever made it; what applications evaluate with outlives people. */
function isStopped(database: Database, { environmentId, createdBy }: AccessKey): boolean {
  return environmentId === null && isMakerDisabled(database, createdBy)
}

/** Keys of a release that knew no roles manage everything in their project. */
function holderOf({ id, kind, scopes, role, projectId, environmentId }: AccessKey): Principal {
  return { type: 'key', id, kind, scopes, role: role ?? 'admin', projectId, environmentId }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
