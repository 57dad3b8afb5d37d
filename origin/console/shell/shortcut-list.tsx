import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { m } from '../i18n/compiled/messages.js'
import { useScope } from './scope.ts'
import { listedScreens } from './screens.ts'

/** `g` and the key behind it belong together for so long. */
const SEQUENCE_MS = 1_000

/** `?` lists the shortcuts, and `g` with another key goes to a screen. */
export function ShortcutList() {
  const [isOpen, { open, close }] = useDisclosure()
  useHotkeys([['shift + ?', open]])
  useGoShortcuts()
  return (
    <Modal
      opened={isOpen}
      onClose={close}
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

function useGoShortcuts(): void {
  const { project, environment } = useScope()
  const [, navigate] = useLocation()
  const pressedAtMs = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      const isSecond = event.timeStamp - pressedAtMs.current < SEQUENCE_MS
      pressedAtMs.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (!isSecond) return
      const screen = listedScreens.find(({ navigation }) => navigation.shortcut === event.key)
      if (screen !== undefined) navigate(`/${project}/${environment}${screen.path}`)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [project, environment, navigate])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select') !== null)
  )
}
