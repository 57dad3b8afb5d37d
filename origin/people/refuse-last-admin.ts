import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type Account, hasOtherRunner } from './account-repository.ts'
import { type Member, listProjectsWithoutOtherAdmin } from './membership-repository.ts'

/**
 * Who runs the installation is an admin everywhere; where nobody does, each project keeps one of its own. Of an account that is
 * about to lose its way in.
 * @throws OriginError `last_admin`
 */
export function refuseLastAdmin({ transaction }: Change, { id, runsInstallation }: Account): void {
  if (hasOtherRunner(transaction, id)) return
  if (runsInstallation) throw new OriginError('last_admin', 'nobody else runs the installation: invite somebody first')
  const [project] = listProjectsWithoutOtherAdmin(transaction, id)
  if (project !== undefined) throw lastAdminOf(project)
}

/**
 * The same of a member who is about to lose a role.
 * @throws OriginError `last_admin`
 */
export function refuseLastAdminOfProject(
  { transaction }: Change,
  project: { readonly key: string },
  { account, membership }: Member,
): void {
  if (membership.role !== 'admin' || account.disabledAtMs !== null) return
  if (account.runsInstallation || hasOtherRunner(transaction, account.id)) return
  if (listProjectsWithoutOtherAdmin(transaction, account.id).includes(project.key)) throw lastAdminOf(project.key)
}

function lastAdminOf(project: string): OriginError {
  return new OriginError('last_admin', `nobody else is an admin of the project ${JSON.stringify(project)}`)
}
