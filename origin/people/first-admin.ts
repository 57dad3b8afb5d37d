import type { CommitChange } from '../changes/commit-change.ts'
import type { Queryable } from '../db/open-database.ts'
import { countAccounts } from './account-repository.ts'
import { listOpenInvitations } from './invitation-repository.ts'
import { welcomePath } from './invitation-view.ts'
import { invite, revokeInvitation } from './invite.ts'

/** It stands in a log, which others may read: long enough to open it, and no longer. */
const VALID_FOR_MS = 3_600_000

export interface FirstAdminParts {
  readonly database: Queryable
  readonly commit: CommitChange
  readonly clock: () => number
}

/**
 * An installation without people gets a link at each start, by which the first one makes an account; the link of the
 * start before is worth nothing from then on.
 * @returns the path of the link; `undefined` where somebody has an account
 */
export async function inviteFirstAdmin({ database, commit, clock }: FirstAdminParts): Promise<string | undefined> {
  if (countAccounts(database) > 0) return undefined
  const author = { actor: 'origin', address: null, way: 'console', reason: 'nobody has an account' } as const
  const token = await commit(author, (change) => {
    for (const { id, createdBy } of listOpenInvitations(change.transaction, null, clock())) {
      if (createdBy === author.actor) revokeInvitation(change, null, id)
    }
    return invite(change, { scope: null, role: 'admin', validForMs: VALID_FOR_MS }).token
  })
  return welcomePath(token)
}
