import { m } from '../i18n/compiled/messages.js'
import type { Role } from './scope.ts'

/** In the order of what they may do, each with everything before it. */
export const ROLE_NAMES: Readonly<Record<Role, () => string>> = {
  viewer: m.shell_role_viewer,
  editor: m.shell_role_editor,
  approver: m.shell_role_approver,
  admin: m.shell_role_admin,
}
