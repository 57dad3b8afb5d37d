import { Button, Group, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { EnvironmentView, ListedFlag } from '../../api/views.ts'
import { notifyError } from '../../blocks/notify.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { ConfirmSwitch } from './confirm-switch.tsx'
import { type SwitchOrder, useSwitch } from './use-switch.ts'

export interface FlagSwitchProps {
  readonly flag: ListedFlag
  readonly environment: EnvironmentView
}

/** On or off in one environment; where it is protected, the change is read before it is made. */
export function FlagSwitch({ flag, environment }: FlagSwitchProps) {
  const { project } = useScope()
  const mayEdit = useMay('editor')
  const turn = useSwitch(project)
  const [asked, setAsked] = useState<SwitchOrder>()
  const state = flag.environments.find((each) => each.environment === environment.key)
  if (state === undefined) {
    return (
      <Text size="xs" c="dimmed">
        {m.flags_missing_here()}
      </Text>
    )
  }
  const press = (enabled: boolean): void => {
    const order = { flag: flag.key, environment: environment.key, enabled, version: state.version }
    if (environment.protected) setAsked(order)
    else turn.mutate(order, { onSuccess: ({ version }) => tellTurned(order, version), onError: notifyError })
  }
  const tellTurned = (order: SwitchOrder, version: number): void => {
    const undo = (): void =>
      turn.mutate(
        { ...order, enabled: !order.enabled, version },
        { onSuccess: () => notifications.show({ message: m.flags_undone() }), onError: notifyError },
      )
    notifyTurned(order, environment.name, undo)
  }
  return (
    <>
      <Switch
        size="sm"
        color="teal.9"
        checked={state.enabled}
        disabled={!mayEdit || flag.archivedAt !== null}
        aria-busy={turn.isPending}
        aria-label={m.flags_toggle({ flag: flag.key, environment: environment.name })}
        onChange={(event) => {
          if (!turn.isPending) press(event.currentTarget.checked)
        }}
        {...(turn.isPending ? { label: m.flags_saving() } : {})}
      />
      {asked !== undefined && (
        <ConfirmSwitch
          order={asked}
          environment={environment}
          onDone={(isTurned) => {
            setAsked(undefined)
            // Turning it on again is for others to approve.
            if (isTurned) notifyTurned(asked, environment.name)
          }}
        />
      )}
    </>
  )
}

const UNDO_FOR_MS = 12_000

function notifyTurned({ flag, enabled }: SwitchOrder, environment: string, undo?: () => void): void {
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
