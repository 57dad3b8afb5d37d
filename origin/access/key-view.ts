import type { AccessKey } from './key-repository.ts'

/** A key as people see it. Neither the secret nor its hash is in it; four last characters tell keys apart. */
export function keyView(key: AccessKey) {
  return {
    id: key.id,
    kind: key.kind,
    scopes: key.scopes,
    name: key.name,
    hint: key.hint,
    origins: key.origins,
    createdAt: new Date(key.createdAtMs).toISOString(),
    expiresAt: timeOrNull(key.expiresAtMs),
    revokedAt: timeOrNull(key.revokedAtMs),
  }
}

function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString()
}
