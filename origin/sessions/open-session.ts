import { hashKey } from '../access/hash-key.ts'
import { INSTALLATION } from '../audit/installation.ts'
import type { Change } from '../changes/commit-change.ts'
import { findAccount } from '../people/account-repository.ts'
import { drawToken } from '../identities/draw-token.ts'
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from './session-life.ts'
import { signInRefused } from './sign-in-refused.ts'
import { deleteSessionBySha256, deleteSessionsBefore, insertSession } from './session-repository.ts'
import type { Visit } from './visit.ts'

/**
 * Signs somebody in, under a token that nobody has seen before; the session that the browser had until now ends.
 * @returns the token, which is stored nowhere
 * @throws OriginError `sign_in_refused`
 */
export function openSession(change: Change, accountId: string, visit: Visit): string {
  const { transaction, nowMs } = change
  // It may have been disabled while its password was being checked.
  if (findAccount(transaction, accountId)?.disabledAtMs !== null) throw signInRefused()
  if (visit.sessionToken !== undefined) deleteSessionBySha256(transaction, hashKey(visit.sessionToken))
  deleteSessionsBefore(transaction, { createdAtMs: nowMs - SESSION_LIFE_MS, lastSeenAtMs: nowMs - SESSION_IDLE_MS })
  const token = drawToken(change.randomBytes)
  insertSession(transaction, {
    id: change.drawId(),
    sha256: hashKey(token),
    accountId,
    address: visit.address,
    userAgent: visit.userAgent,
    createdAtMs: nowMs,
    lastSeenAtMs: nowMs,
  })
  change.audit({ action: 'session.open', projectId: INSTALLATION, target: accountId })
  return token
}
