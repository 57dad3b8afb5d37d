import { m } from '../../i18n/compiled/messages.js'
import type { Role } from '../../shell/scope.ts'

/** What each role may do beside everything that stands before it. */
export const ROLE_HINTS: Readonly<Record<Role, () => string>> = {
  viewer: m.people_may_viewer,
  editor: m.people_may_editor,
  approver: m.people_may_approver,
  admin: m.people_may_admin,
}

export const ROLES: readonly Role[] = ['viewer', 'editor', 'approver', 'admin']
