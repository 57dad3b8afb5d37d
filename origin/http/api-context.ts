import type { Response } from 'express'
import type { Principal } from '../access/principal.ts'
import type { CommitChange } from '../changes/commit-change.ts'
import type { Database } from '../db/open-database.ts'

/** What every route of the management API works with. */
export interface ApiContext {
  readonly database: Database
  readonly commit: CommitChange
  readonly clock: () => number
  /** A new generated id, for what is not stored; a change draws its own. */
  readonly drawId: () => string
}

const principals = new WeakMap<Response, Principal>()

/** Remembers who asks, for the life of the request. */
export function setPrincipal(response: Response, principal: Principal): void {
  principals.set(response, principal)
}

/** Who asks. A route that forgot to authenticate fails here, and never goes on as nobody. */
export function principalOf(response: Response): Principal {
  const principal = principals.get(response)
  if (principal === undefined) throw new Error('the route has no authentication in front of it')
  return principal
}
