import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'
import { listedScreens } from './screens.ts'

export interface ShortcutListProps {
  readonly opened: boolean
  readonly onClose: () => void
}

export function ShortcutList({ opened, onClose }: ShortcutListProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={m.shell_shortcuts()}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      <Stack gap="xs">
        <Shortcut label={m.shell_shortcut_search()} keys={['⌘ / Ctrl', 'K']} />
        <Shortcut label={m.shell_shortcut_list()} keys={['?']} />
        {listedScreens.map(({ path, title, navigation: { shortcut } }) =>
          shortcut === undefined ? null : (
            <Shortcut
              key={path}
              label={m.shell_shortcut_go({ screen: title() })}
              keys={['G', shortcut.toUpperCase()]}
            />
          ),
        )}
      </Stack>
    </Modal>
  )
}

function Shortcut({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{label}</Text>
      <Group gap={4} wrap="nowrap">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </Group>
    </Group>
  )
}
