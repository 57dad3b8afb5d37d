import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type KeyOwner, findKey, updateKeyExpiry } from './key-repository.ts'
import { type CreatedKey, createKey } from './key-service.ts'
import { keyView } from './key-view.ts'

export interface KeyRotation {
  readonly id: string
  /** How long both keys work. */
  readonly overlapSeconds: number
}

/** Makes a successor that may do the same, for as long a life, and lets the old key expire. */
export function rotateKey(change: Change, owner: KeyOwner, { id, overlapSeconds }: KeyRotation): CreatedKey {
  const { transaction, nowMs } = change
  const old = findKey(transaction, owner, id)
  if (old === undefined || old.revokedAtMs !== null || (old.expiresAtMs !== null && old.expiresAtMs <= nowMs)) {
    throw new OriginError('key_not_found', `no live key has the id ${JSON.stringify(id)}`)
  }
  const endsAtMs = Math.min(old.expiresAtMs ?? Number.MAX_SAFE_INTEGER, nowMs + overlapSeconds * 1_000)
  updateKeyExpiry(transaction, id, endsAtMs)
  const { projectId, environmentId } = owner
  const scope = environmentId === null ? { projectId } : { projectId, environmentId }
  const after = keyView({ ...old, expiresAtMs: endsAtMs })
  change.audit({ action: 'key.rotate', ...scope, target: id, before: keyView(old), after })
  return createKey(change, owner, {
    kind: old.kind,
    scopes: old.scopes,
    name: old.name,
    succeeds: id,
    ...(old.role === null ? {} : { role: old.role }),
    ...(old.origins === null ? {} : { origins: old.origins }),
    ...(old.expiresAtMs === null
      ? {}
      : { expiresAt: new Date(nowMs + old.expiresAtMs - old.createdAtMs).toISOString() }),
  })
}
