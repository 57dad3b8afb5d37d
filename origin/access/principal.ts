import type { KeyKind, KeyScope } from '../../shared/contracts/access-key.ts'

/** Who asks, after a key was accepted. */
export type Principal = Master | KeyHolder

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
  readonly projectId: string
  /** `null` for a key that manages the whole project. */
  readonly environmentId: string | null
}

/** How audit entries name whoever made a change. */
export function actorOf(principal: Principal): string {
  return principal.type === 'master' ? 'master' : principal.id
}
