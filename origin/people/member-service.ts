import type { Role } from '../access/role.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { Project } from '../projects/project-repository.ts'
import { findAccountByEmail } from './account-repository.ts'
import { type Member, deleteMembership, findMember, insertMembership, updateRole } from './membership-repository.ts'
import { auditedMember } from './person-view.ts'
import { refuseLastAdminOfProject } from './refuse-last-admin.ts'

export function addMember(
  change: Change,
  project: Project,
  { email, role }: { readonly email: string; readonly role: Role },
): Member {
  const account = findAccountByEmail(change.transaction, email)
  if (account === undefined) {
    throw new OriginError('person_not_found', 'nobody has an account with this e-mail: send an invitation')
  }
  if (findMember(change.transaction, project.id, account.id) !== undefined) {
    throw new OriginError('member_exists', 'the person is a member: change the role instead')
  }
  return { account, membership: joinProject(change, { accountId: account.id, projectId: project.id, role }) }
}

export function joinProject(change: Change, membership: Omit<Member['membership'], 'createdAtMs'>) {
  const joined = { ...membership, createdAtMs: change.nowMs }
  insertMembership(change.transaction, joined)
  const { projectId, accountId } = membership
  change.audit({ action: 'member.add', projectId, target: accountId, after: auditedMember(joined) })
  return joined
}

export function changeRole(
  change: Change,
  project: Project,
  { id, role }: { readonly id: string; readonly role: Role },
) {
  const member = requireMember(change, project, id)
  const { account, membership } = member
  if (role !== 'admin') refuseLastAdminOfProject(change, project, member)
  const after = { ...membership, role }
  updateRole(change.transaction, after)
  change.audit({
    action: 'member.update',
    projectId: project.id,
    target: id,
    before: auditedMember(membership),
    after: auditedMember(after),
  })
  return { account, membership: after }
}

/** From the next request on; the account stays. */
export function removeMember(change: Change, project: Project, id: string): void {
  const member = requireMember(change, project, id)
  refuseLastAdminOfProject(change, project, member)
  const { membership } = member
  deleteMembership(change.transaction, project.id, id)
  change.audit({ action: 'member.remove', projectId: project.id, target: id, before: auditedMember(membership) })
}

function requireMember({ transaction }: Change, project: Project, id: string): Member {
  const member = findMember(transaction, project.id, id)
  if (member === undefined) throw new OriginError('person_not_found', `no member has the id ${JSON.stringify(id)}`)
  return member
}
