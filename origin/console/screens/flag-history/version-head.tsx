import { Badge, Group, Text } from '@mantine/core'
import { verbText } from '../../audit/action-text.ts'
import { Stamp } from '../../audit/stamp.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { Version } from './use-versions.ts'

/** One version in a line: what was done, by whom, when and why. */
export function VersionHead({ entry, isNow }: { readonly entry: Version; readonly isNow: boolean }) {
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{m.flag_history_version({ version: entry.version })}</Text>
        <Text size="sm">{verbText(entry.action)}</Text>
        <Badge variant="default" tt="none" fw={500}>
          {entry.enabled ? m.flag_history_on() : m.flag_history_off()}
        </Badge>
        {isNow && (
          <Badge tt="none" fw={500}>
            {m.flag_history_now()}
          </Badge>
        )}
      </Group>
      <Stamp stamp={entry} />
    </>
  )
}
