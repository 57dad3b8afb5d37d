import { Text } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import { type Role, useScope } from '../../shell/scope.ts'
import { RoleChoice } from './role-choice.tsx'
import { useRoleChange } from './use-member-change.ts'
import type { Member } from './use-people.ts'

interface RoleDialogProps {
  readonly member: Member
  readonly onClose: () => void
}

export function RoleDialog({ member, onClose }: RoleDialogProps) {
  const [role, setRole] = useState<Role>(member.role)
  const change = useRoleChange(member, onClose)
  const { caller } = useScope()
  const isLosing = caller.person?.id === member.id && member.role === 'admin' && role !== 'admin'
  return (
    <Confirm
      opened
      title={m.people_role_of({ name: member.name })}
      action={m.people_change_role()}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => (role === member.role ? onClose() : change.mutate(role))}
      onCancel={onClose}
    >
      <RoleChoice value={role} onChange={setRole} />
      {role !== member.role && (
        <Text size="sm">
          {m.people_role_becomes({
            name: member.name,
            before: ROLE_NAMES[member.role](),
            after: ROLE_NAMES[role](),
          })}
        </Text>
      )}
      {isLosing && (
        <Text size="sm" fw={600}>
          {m.people_losing()}
        </Text>
      )}
    </Confirm>
  )
}
