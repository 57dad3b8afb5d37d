import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../api/api-client.ts'
import { CopyField } from '../../blocks/copy-field.tsx'
import { Dialog } from '../../blocks/dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { type Role, useScope } from '../../shell/scope.ts'
import { RoleChoice } from './role-choice.tsx'
import { type CreatedInvitation, type InvitationScope, invitationsPath, peopleKeys } from './use-people.ts'

/** How long a link can be used, in hours. */
const VALIDITIES = [
  ['24', m.people_valid_day],
  ['72', m.people_valid_days],
  ['168', m.people_valid_week],
  ['720', m.people_valid_month],
] as const
const USUAL_VALIDITY = '72'

interface InviteDialogProps {
  readonly scope: InvitationScope
  readonly onClose: () => void
}

export function InviteDialog({ scope, onClose }: InviteDialogProps) {
  const invite = useInvite(scope)
  return (
    <Dialog title={scope === 'project' ? m.people_invite() : m.people_invite_runner()} onClose={onClose}>
      {invite.data === undefined ? (
        <InviteForm scope={scope} invite={invite} onCancel={onClose} />
      ) : (
        <MadeLink made={invite.data} onDone={onClose} />
      )}
    </Dialog>
  )
}

interface Order {
  readonly role: Role
  readonly validHours: number
}
type Invite = UseMutationResult<CreatedInvitation, Error, Order>

function useInvite(scope: InvitationScope): Invite {
  const { project } = useScope()
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async ({ role, validHours }) => {
      const body = scope === 'project' ? { role, validHours } : { validHours }
      const request = { method: 'POST', body, idempotencyKey } as const
      return (await callApi<CreatedInvitation>(invitationsPath(scope, project), request)).body
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.invitations(scope, project) }),
  })
}

interface InviteFormProps {
  readonly scope: InvitationScope
  readonly invite: Invite
  readonly onCancel: () => void
}

function InviteForm({ scope, invite, onCancel }: InviteFormProps) {
  const [role, setRole] = useState<Role>('viewer')
  const [validHours, setValidHours] = useState<string>(USUAL_VALIDITY)
  return (
    <Stack>
      {invite.error !== null && <ProblemAlert error={invite.error} />}
      <Text size="sm">{scope === 'project' ? m.people_invite_hint() : m.people_invite_runner_hint()}</Text>
      {scope === 'project' && <RoleChoice value={role} onChange={setRole} />}
      <Select
        label={m.people_valid()}
        data={VALIDITIES.map(([hours, text]) => ({ value: hours, label: text() }))}
        value={validHours}
        allowDeselect={false}
        onChange={(hours) => hours !== null && setValidHours(hours)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {m.blocks_cancel()}
        </Button>
        <Button
          loading={invite.isPending}
          onClick={() => invite.mutate({ role, validHours: Number(validHours) })}
          data-autofocus
        >
          {m.people_make_link()}
        </Button>
      </Group>
    </Stack>
  )
}

/** Whoever would leave without the link is asked: it cannot be shown again. */
function MadeLink({ made, onDone }: { readonly made: CreatedInvitation; readonly onDone: () => void }) {
  useUnsavedGuard(true)
  return (
    <Stack>
      <Text size="sm">{m.people_link_hint({ time: formatTime(made.expiresAt) })}</Text>
      <CopyField label={m.people_link()} value={location.origin + made.path} />
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.people_link_kept()}</Button>
      </Group>
    </Stack>
  )
}
