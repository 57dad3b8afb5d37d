import { hashKey } from '../access/hash-key.ts'
import type { Role } from '../access/role.ts'
import { INSTALLATION } from '../audit/installation.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { drawToken } from '../identities/draw-token.ts'
import {
  type Invitation,
  type InvitationScope,
  deleteInvitationsExpiredBefore,
  insertInvitation,
  markInvitationRevoked,
} from './invitation-repository.ts'
import { invitationView } from './invitation-view.ts'

export interface InvitationOrder {
  /** The project's id, or `null` for who is to run the installation. */
  readonly scope: InvitationScope
  readonly role: Role
  readonly validForMs: number
}

export interface CreatedInvitation {
  readonly invitation: Invitation
  /** Shown once, stored nowhere. */
  readonly token: string
}

/** Those that nobody used are kept this long, to look at. */
const KEPT_MS = 30 * 86_400_000

export function invite(change: Change, { scope, role, validForMs }: InvitationOrder): CreatedInvitation {
  const { transaction, nowMs } = change
  deleteInvitationsExpiredBefore(transaction, nowMs - KEPT_MS)
  const token = drawToken(change.randomBytes)
  const invitation: Invitation = {
    id: change.drawId(),
    sha256: hashKey(token),
    projectId: scope,
    role,
    createdBy: change.actor,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + validForMs,
    acceptedAtMs: null,
    revokedAtMs: null,
  }
  insertInvitation(transaction, invitation)
  const { id } = invitation
  change.audit({
    action: 'invitation.create',
    projectId: scope ?? INSTALLATION,
    target: id,
    after: invitationView(invitation),
  })
  return { invitation, token }
}

export function revokeInvitation(change: Change, scope: InvitationScope, id: string): void {
  if (!markInvitationRevoked(change.transaction, { scope, id, nowMs: change.nowMs })) {
    throw new OriginError('invitation_not_found', `no open invitation has the id ${JSON.stringify(id)}`)
  }
  change.audit({ action: 'invitation.revoke', projectId: scope ?? INSTALLATION, target: id })
}
