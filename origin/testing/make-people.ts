import { randomBytes } from 'node:crypto'
import type { Role } from '../access/role.ts'
import { hashKey } from '../access/hash-key.ts'
import { drawId } from '../identities/draw-id.ts'
import { drawToken } from '../identities/draw-token.ts'
import { insertAccount } from '../people/account-repository.ts'
import { insertMembership } from '../people/membership-repository.ts'
import { findProjectByKey } from '../projects/project-repository.ts'
import { insertSession } from '../sessions/session-repository.ts'
import type { TestOrigin } from './start-test-origin.ts'

/** By their role in the default project; `runner` runs the installation, `signedOut` was an admin until just now. */
export const SORTS_OF_PEOPLE = ['viewer', 'editor', 'approver', 'admin', 'runner', 'stranger', 'signedOut'] as const
export type SortOfPerson = (typeof SORTS_OF_PEOPLE)[number]

/** One person of every sort, each as a maker of cookies: every call opens a session. */
export function makePeople(origin: TestOrigin): Readonly<Record<SortOfPerson, () => string>> {
  const member = (role: Role) => makePerson(origin, { role })
  return {
    viewer: member('viewer'),
    editor: member('editor'),
    approver: member('approver'),
    admin: member('admin'),
    runner: makePerson(origin, { runsInstallation: true }),
    stranger: makePerson(origin, {}),
    signedOut: () => `togglemaster=${drawToken(randomBytes)}`,
  }
}

export interface NewPerson {
  readonly email?: string
  readonly role?: Role
  readonly runsInstallation?: boolean
  readonly passwordHash?: string
}

export function makePerson(
  { open: { database }, nowMs }: TestOrigin,
  { email, role, runsInstallation = false, passwordHash }: NewPerson,
): () => string {
  const accountId = drawId(randomBytes)
  insertAccount(database, {
    id: accountId,
    email: email ?? `${accountId}@example.com`,
    name: 'Somebody',
    passwordHash: passwordHash ?? null,
    runsInstallation,
    ssoIssuer: null,
    ssoSubject: null,
    createdAtMs: nowMs(),
    disabledAtMs: null,
  })
  const projectId = findProjectByKey(database, 'default')?.id ?? ''
  if (role !== undefined) insertMembership(database, { accountId, projectId, role, createdAtMs: nowMs() })
  return () => {
    const token = drawToken(randomBytes)
    const at = { createdAtMs: nowMs(), lastSeenAtMs: nowMs() }
    const session = {
      id: drawId(randomBytes),
      sha256: hashKey(token),
      accountId,
      address: null,
      userAgent: null,
      ...at,
    }
    insertSession(database, session)
    return `togglemaster=${token}`
  }
}
