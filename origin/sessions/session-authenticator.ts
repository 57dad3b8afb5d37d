import { hashKey } from '../access/hash-key.ts'
import type { Person } from '../access/principal.ts'
import type { Database } from '../db/open-database.ts'
import { rolesOf } from '../people/membership-repository.ts'
import { isSessionLive } from './session-life.ts'
import { type SessionOfAccount, findSessionBySha256, markSessionSeen } from './session-repository.ts'

/** Who holds this token; `undefined` for a wrong, an expired and an ended one alike. Throws when the database fails. */
export type AuthenticateSession = (token: string) => Person | undefined

/** Seldom enough to cost nothing, often enough for the idle time and for whoever looks at their sessions. */
const SEEN_EVERY_MS = 60_000

export interface SessionAuthenticatorParts {
  readonly database: Database
  readonly clock: () => number
}

export function createSessionAuthenticator({ database, clock }: SessionAuthenticatorParts): AuthenticateSession {
  return (token) => {
    const found = findSessionBySha256(database, hashKey(token))
    const nowMs = clock()
    if (found === undefined || !isSessionLive(found.session, nowMs)) return undefined
    const { id, lastSeenAtMs } = found.session
    if (nowMs - lastSeenAtMs >= SEEN_EVERY_MS) markSessionSeen(database, id, nowMs)
    return personOf(database, found)
  }
}

function personOf(database: Database, { session, account }: SessionOfAccount): Person {
  return {
    type: 'person',
    id: account.id,
    sessionId: session.id,
    runsInstallation: account.runsInstallation,
    roles: rolesOf(database, account.id),
  }
}
