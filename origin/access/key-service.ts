import { type KeyKind, type KeyScope, formatAccessKey } from '../../shared/contracts/access-key.ts'
import type { AccessTable } from '../../shared/contracts/access-table.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import type { Role } from './role.ts'
import { drawSecret } from './draw-secret.ts'
import { hashKey } from './hash-key.ts'
import {
  type AccessKey,
  type KeyOwner,
  countLiveKeys,
  findKey,
  insertKey,
  listLiveKeys,
  markKeyRevoked,
} from './key-repository.ts'
import { keyView } from './key-view.ts'

export interface KeyOrder {
  readonly kind: KeyKind
  readonly scopes: readonly KeyScope[]
  readonly name: string
  /** What a key of kind `adm` may do in its project: `admin` unless said otherwise. */
  readonly role?: Role
  readonly expiresAt?: string
  readonly origins?: readonly string[]
  /** The id of the key whose successor it is. */
  readonly succeeds?: string
}

export interface CreatedKey {
  readonly key: AccessKey
  /** The key itself: shown once, stored nowhere. */
  readonly text: string
}

export function createKey(change: Change, owner: KeyOwner, order: KeyOrder): CreatedKey {
  if (countLiveKeys(change.transaction, owner, change.nowMs) >= LIMITS.keysPerEnvironment) {
    throw new OriginError('too_many_keys', `expected at most ${LIMITS.keysPerEnvironment} live keys`)
  }
  const text = formatAccessKey(order.kind, owner.environmentId ?? owner.projectId, drawSecret(change.randomBytes))
  const key: AccessKey = {
    id: change.drawId(),
    ...owner,
    kind: order.kind,
    scopes: order.scopes,
    name: order.name,
    sha256: hashKey(text),
    hint: text.slice(-4),
    origins: order.origins ?? null,
    role: order.scopes.includes('manage') ? (order.role ?? 'admin') : null,
    createdBy: change.actor,
    succeeds: order.succeeds ?? null,
    createdAtMs: change.nowMs,
    expiresAtMs: expiryOf(order, change.nowMs),
    revokedAtMs: null,
    lastUsedAtMs: null,
  }
  insertKey(change.transaction, key)
  requireTableFits(change, owner)
  recordAct(change, 'key.create', key)
  return { key, text }
}

/** Checked when a key is made, so that an access table can always be published. */
function requireTableFits({ transaction, nowMs }: Change, { environmentId }: KeyOwner): void {
  if (environmentId === null) return
  const table: AccessTable = {
    kind: 'access',
    environment: environmentId,
    // The longest numbers: a table grows with neither its version nor its time of issue.
    version: Number.MAX_SAFE_INTEGER,
    issuedAtMs: Number.MAX_SAFE_INTEGER,
    keys: listLiveKeys(transaction, environmentId, nowMs),
  }
  const bytes = Buffer.byteLength(JSON.stringify(table))
  if (bytes <= LIMITS.accessTableBytes) return
  throw new OriginError(
    'too_many_keys',
    `expected live keys and their origins in at most ${LIMITS.accessTableBytes} bytes, got ${bytes}: ` +
      'revoke a key, or name fewer origins',
  )
}

/** Revoking twice is revoking once: the second time changes nothing and says nothing to the edges. */
export function revokeKey(change: Change, owner: KeyOwner, id: string): void {
  const key = findKey(change.transaction, owner, id)
  if (key === undefined) throw new OriginError('key_not_found', `no key has the id ${JSON.stringify(id)}`)
  if (key.revokedAtMs !== null) return
  markKeyRevoked(change.transaction, id, change.nowMs)
  recordAct(change, 'key.revoke', { ...key, revokedAtMs: change.nowMs })
}

function recordAct(change: Change, action: string, key: AccessKey): void {
  const { environmentId, projectId } = key
  if (environmentId !== null) change.touchAccess(environmentId)
  const scope = environmentId === null ? { projectId } : { projectId, environmentId }
  change.audit({ action, ...scope, target: key.id, after: keyView(key) })
}

function expiryOf({ expiresAt }: KeyOrder, nowMs: number): number | null {
  if (expiresAt === undefined) return null
  const expiresAtMs = Date.parse(expiresAt)
  if (expiresAtMs > nowMs) return expiresAtMs
  throw invalidInput([{ path: ['expiresAt'], message: 'expected a time in the future' }])
}
