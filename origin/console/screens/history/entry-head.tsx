import { Badge, Group, Text } from '@mantine/core'
import { kindText, verbText } from '../../audit/action-text.ts'
import { Stamp } from '../../audit/stamp.tsx'
import { useScope } from '../../shell/scope.ts'
import { subjectOf } from './subject-of.ts'
import type { AuditEntry } from './use-audit.ts'

/** One change in a line. */
export function EntryHead({ entry }: { readonly entry: AuditEntry }) {
  const { environments } = useScope()
  const environment = environments.find(({ key }) => key === entry.environment)?.name ?? entry.environment
  return (
    <>
      <Group gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {subjectOf(entry)}
        </Text>
        <Text size="sm">
          {kindText(entry.action)}: {verbText(entry.action)}
        </Text>
        {environment !== null && (
          <Badge variant="default" tt="none" fw={500}>
            {environment}
          </Badge>
        )}
      </Group>
      <Stamp stamp={entry} />
    </>
  )
}
