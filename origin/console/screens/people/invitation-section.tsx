import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import { useNameOf } from '../../api/use-name-of.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { RevokeInvitationDialog } from './revoke-invitation-dialog.tsx'
import { Section } from './section.tsx'
import { type Invitation, type InvitationScope, useInvitations } from './use-people.ts'

interface InvitationSectionProps {
  readonly scope: InvitationScope
  readonly title: string
  readonly hint: string
}

export function InvitationSection({ scope, title, hint }: InvitationSectionProps) {
  const invitations = useInvitations(scope)
  const nameOf = useNameOf()
  const [isOpen, dialog] = useDisclosure()
  const [revoked, setRevoked] = useState<Invitation>()
  const { data } = invitations
  return (
    <Section
      title={title}
      hint={hint}
      action={
        <Button variant="default" onClick={dialog.open}>
          {scope === 'project' ? m.people_invite() : m.people_invite_runner()}
        </Button>
      }
    >
      {invitations.error !== null && (
        <ProblemAlert error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {invitations.isLoading && <SkeletonRows />}
      {data?.length === 0 && (
        <EmptyState isQuiet title={m.people_no_invitations()} hint={m.people_no_invitations_hint()} />
      )}
      {data !== undefined && data.length > 0 && (
        <DataTable
          label={title}
          rows={data}
          rowKey={({ id }) => id}
          minWidth={680}
          columns={columnsOf(scope, nameOf, setRevoked)}
        />
      )}
      {isOpen && <InviteDialog scope={scope} onClose={dialog.close} />}
      {revoked !== undefined && (
        <RevokeInvitationDialog scope={scope} invitation={revoked} onClose={() => setRevoked(undefined)} />
      )}
    </Section>
  )
}

function columnsOf(
  scope: InvitationScope,
  nameOf: (actor: string) => string,
  onRevoke: (invitation: Invitation) => void,
): readonly Column<Invitation>[] {
  return [
    {
      key: 'role',
      header: m.people_role(),
      cell: ({ role }) => (scope === 'project' ? ROLE_NAMES[role]() : m.people_runner()),
    },
    { key: 'by', header: m.people_made_by(), cell: ({ createdBy }) => nameOf(createdBy) },
    { key: 'made', header: m.people_made(), cell: ({ createdAt }) => formatTime(createdAt) },
    { key: 'expires', header: m.people_expires(), cell: ({ expiresAt }) => formatTime(expiresAt) },
    {
      key: 'acts',
      header: m.people_acts(),
      align: 'right',
      cell: (invitation) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.people_revoke_of({ time: formatTime(invitation.createdAt) })}
          onClick={() => onRevoke(invitation)}
        >
          {m.people_revoke()}
        </Button>
      ),
    },
  ]
}
