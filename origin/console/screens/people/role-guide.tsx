import { List, Text } from '@mantine/core'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import { ROLES, ROLE_HINTS } from './role-hints.ts'
import { Section } from './section.tsx'

export function RoleGuide() {
  return (
    <Section title={m.people_roles()} hint={m.people_roles_hint()}>
      <List size="sm" spacing={4}>
        {ROLES.map((role) => (
          <List.Item key={role}>
            <Text span fw={600} size="sm">
              {ROLE_NAMES[role]()}
            </Text>
            {' — '}
            {ROLE_HINTS[role]()}
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
