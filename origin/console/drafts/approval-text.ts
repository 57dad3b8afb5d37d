import type { EnvironmentView } from '../api/views.ts'
import { m } from '../i18n/compiled/messages.js'

/** How many others have to approve what is changed in a protected environment. */
export function approvalText({ name, requiredApprovals }: EnvironmentView): string {
  return m.drafts_protected({ environment: name, count: requiredApprovals })
}
