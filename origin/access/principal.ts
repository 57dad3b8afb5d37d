import type { KeyKind, KeyScope } from '../../shared/contracts/access-key.ts'
import type { Role } from './role.ts'

/** Who asks. */
export type Principal = Master | KeyHolder | Person | Nobody

/** The holder of the master key may do everything under `/api/v1`. */
export interface Master {
  readonly type: 'master'
}

export interface KeyHolder {
  readonly type: 'key'
  /** Of the key; it stands in logs and audit entries. */
  readonly id: string
  readonly kind: KeyKind
  readonly scopes: readonly KeyScope[]
  /** What it may do in its project, should it manage one. */
  readonly role: Role
  readonly projectId: string
  /** `null` for a key that manages the whole project. */
  readonly environmentId: string | null
}

/** Somebody who signed in. */
export interface Person {
  readonly type: 'person'
  /** Of the account; it stands in logs and audit entries. */
  readonly id: string
  readonly sessionId: string
  readonly runsInstallation: boolean
  /** By the project's id, as they are at this moment. */
  readonly roles: ReadonlyMap<string, Role>
}

/** Who has not said who they are: only signing in, and accepting an invitation, take them. */
export interface Nobody {
  readonly type: 'nobody'
}

/** How audit entries name whoever made a change. */
export function actorOf(principal: Principal): string {
  return principal.type === 'key' || principal.type === 'person' ? principal.id : principal.type
}
