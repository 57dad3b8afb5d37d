import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { type Invitation, type InvitationScope, invitationsPath, peopleKeys } from './use-people.ts'

interface RevokeInvitationDialogProps {
  readonly scope: InvitationScope
  readonly invitation: Invitation
  readonly onClose: () => void
}

export function RevokeInvitationDialog({ scope, invitation, onClose }: RevokeInvitationDialogProps) {
  const { project } = useScope()
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => callApi(invitationsPath(scope, project) + pathOf`/${invitation.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: peopleKeys.invitations(scope, project) })
      onClose()
    },
  })
  const time = formatTime(invitation.createdAt)
  return (
    <Confirm
      opened
      title={m.people_revoke_of({ time })}
      action={m.people_revoke()}
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">{m.people_revoke_hint()}</Text>
    </Confirm>
  )
}
