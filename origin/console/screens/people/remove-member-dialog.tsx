import { Text } from '@mantine/core'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import { useScope } from '../../shell/scope.ts'
import { useRemoval } from './use-member-change.ts'
import type { Member } from './use-people.ts'

interface RemoveMemberDialogProps {
  readonly member: Member
  readonly onClose: () => void
}

export function RemoveMemberDialog({ member, onClose }: RemoveMemberDialogProps) {
  const remove = useRemoval(member, onClose)
  const { caller } = useScope()
  const { name, email, role } = member
  return (
    <Confirm
      opened
      title={m.people_remove_of({ name })}
      action={m.people_remove()}
      isDangerous
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">{m.people_remove_hint({ name, email, role: ROLE_NAMES[role]() })}</Text>
      {caller.person?.id === member.id && (
        <Text size="sm" fw={600}>
          {m.people_removing_self()}
        </Text>
      )}
    </Confirm>
  )
}
