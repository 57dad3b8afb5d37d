import type { KeyUseBook } from '../access/key-use-book.ts'
import { keyOperations } from '../access/key-operations.ts'
import { type AttentionParts, attentionOperations } from '../attention/attention-operations.ts'
import { auditOperations } from '../audit/audit-operations.ts'
import { explainOperations } from '../explaining/explain-operations.ts'
import { flagOperations } from '../flags/flag-operations.ts'
import { groupOperations } from '../groups/group-operations.ts'
import { historyOperations } from '../history/history-operations.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type InstallationParts, installationOperations } from '../installation/installation-operations.ts'
import type { UsageReader } from '../insights/read-usage.ts'
import type { UnknownFlagReader } from '../insights/read-unknown-flags.ts'
import { unknownFlagOperations } from '../insights/unknown-flag-operations.ts'
import { usageOperations } from '../insights/usage-operations.ts'
import { invitationOperations } from '../people/invitation-operations.ts'
import { accountOperations } from '../people/account-operations.ts'
import { memberOperations } from '../people/member-operations.ts'
import { createPasswords } from '../people/passwords.ts'
import { peopleOperations } from '../people/people-operations.ts'
import { environmentOperations } from '../projects/environment-operations.ts'
import { projectOperations } from '../projects/project-operations.ts'
import { publishOperations } from '../publishing/publish-operations.ts'
import { propagationOperations } from '../propagation/propagation-operations.ts'
import type { ReportBook } from '../propagation/report-book.ts'
import { savedContextOperations } from '../saved-contexts/saved-context-operations.ts'
import { segmentIdOperations } from '../segments/segment-id-operations.ts'
import { segmentOperations } from '../segments/segment-operations.ts'
import { comparisonOperations } from '../promotion/comparison-operations.ts'
import { promotionOperations } from '../promotion/promotion-operations.ts'
import { createCheckPassword } from '../sessions/check-password.ts'
import { passwordOperations } from '../sessions/password-operations.ts'
import { sessionOperations } from '../sessions/session-operations.ts'
import { configurationOperations } from '../targeting/configuration-operations.ts'
import { requestOperations } from '../requests/request-operations.ts'
import { webhookOperations } from '../webhooks/webhook-operations.ts'
import { type SsoParts, ssoOperations } from '../sso/sso-operations.ts'
import type { Operation } from './operation.ts'

export interface ApiParts extends AttentionParts, SsoParts, InstallationParts {
  readonly keyUses: Pick<KeyUseBook, 'flush'>
  readonly usage: UsageReader
  readonly unknownFlags: UnknownFlagReader
  readonly reports: Pick<ReportBook, 'flush'>
}

/** All that `/api/v1` can do: what the router takes is what the document says. */
export function apiOperations(context: ApiContext, parts: ApiParts): readonly Operation[] {
  const passwords = createPasswords()
  const checkPassword = createCheckPassword(passwords, context.clock)
  return [
    ...sessionOperations(context, checkPassword),
    ...passwordOperations(context, { passwords, checkPassword }),
    ...ssoOperations(context, parts),
    ...installationOperations(context, parts),
    ...peopleOperations(context),
    ...accountOperations(),
    ...memberOperations(context),
    ...invitationOperations(context, passwords),
    ...projectOperations(context),
    ...environmentOperations(context),
    ...keyOperations(context, parts.keyUses),
    ...flagOperations(context),
    ...configurationOperations(context),
    ...savedContextOperations(context),
    ...promotionOperations(context),
    ...comparisonOperations(context),
    ...segmentOperations(context),
    ...segmentIdOperations(context),
    ...groupOperations(context),
    ...explainOperations(context),
    ...usageOperations(context, parts.usage),
    ...unknownFlagOperations(context, parts.unknownFlags),
    ...attentionOperations(parts),
    ...publishOperations(context),
    ...propagationOperations(context, parts.reports),
    ...webhookOperations(context),
    ...requestOperations(context),
    ...auditOperations(context),
    ...historyOperations(context),
  ]
}
