import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { m } from '../../i18n/compiled/messages.js'
import type { SwitchOrder } from './use-switch.ts'

const UNDO_FOR_MS = 12_000

/** Says that a flag was turned, with the way back where there is one. */
export function notifyTurned({ flag, enabled }: SwitchOrder, environment: string, undo?: () => void): void {
  const id = `turned:${flag}:${environment}`
  const said = enabled ? m.flags_turned_on({ flag, environment }) : m.flags_turned_off({ flag, environment })
  notifications.hide(id)
  notifications.show({
    id,
    autoClose: UNDO_FOR_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{said}</span>
        {undo !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(id)
              undo()
            }}
          >
            {m.blocks_undo()}
          </Button>
        )}
      </Group>
    ),
  })
}

export function notifyUndone(): void {
  notifications.show({ message: m.flags_undone() })
}
