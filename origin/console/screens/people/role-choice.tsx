import { Radio, Stack } from '@mantine/core'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import type { Role } from '../../shell/scope.ts'
import { ROLES, ROLE_HINTS } from './role-hints.ts'

interface RoleChoiceProps {
  readonly value: Role
  readonly onChange: (role: Role) => void
}

export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  return (
    <Radio.Group
      label={m.people_role()}
      value={value}
      onChange={(chosen) => onChange(ROLES.find((role) => role === chosen) ?? value)}
    >
      <Stack gap="xs" mt="xs">
        {ROLES.map((role) => (
          <Radio key={role} value={role} label={ROLE_NAMES[role]()} description={ROLE_HINTS[role]()} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
