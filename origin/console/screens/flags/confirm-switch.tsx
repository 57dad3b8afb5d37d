import { Code, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import type { EnvironmentView } from '../../api/views.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { type SwitchOrder, useSwitch } from './use-switch.ts'

export interface ConfirmSwitchProps {
  readonly order: SwitchOrder
  readonly environment: EnvironmentView
  /** Whether the flag was turned. */
  readonly onDone: (isTurned: boolean) => void
}

/** Says what a press on a switch does to a protected environment, before it does it. */
export function ConfirmSwitch({ order, environment, onDone }: ConfirmSwitchProps) {
  const { project } = useScope()
  const turn = useMutation({ mutationFn: useSwitch(project) })
  // Whoever turns something off waits for nobody.
  const needsApproval = order.enabled
  const request = useRequest(project)
  const { flag, enabled } = order
  const { name } = environment
  const [before, after] = enabled
    ? [m.flags_switch_off(), m.flags_switch_on()]
    : [m.flags_switch_on(), m.flags_switch_off()]
  const confirm = (): void => {
    if (!needsApproval) turn.mutate(order, { onSuccess: () => onDone(true) })
    else {
      request.mutate(order, {
        onSuccess: () => {
          notifications.show({ title: m.flags_requested(), message: m.flags_requested_hint({ flag }) })
          onDone(false)
        },
      })
    }
  }
  const verb = enabled ? m.flags_turn_on() : m.flags_turn_off()
  return (
    <Confirm
      opened
      title={enabled ? m.flags_confirm_on({ environment: name }) : m.flags_confirm_off({ environment: name })}
      action={needsApproval ? m.flags_send_request() : verb}
      isBusy={turn.isPending || request.isPending}
      error={turn.error ?? request.error}
      onConfirm={confirm}
      onCancel={() => onDone(false)}
    >
      <Code block>{m.flags_confirm_change({ flag, environment: name, before, after })}</Code>
      <Text size="sm">
        {needsApproval ? m.flags_request_hint({ environment: name }) : m.flags_confirm_hint({ environment: name })}
      </Text>
    </Confirm>
  )
}

/** The same key for as long as the dialog is open: pressed twice, there is one request. */
function useRequest(project: string) {
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: ({ flag, environment, enabled }: SwitchOrder) =>
      callApi(pathOf`/projects/${project}/environments/${environment}/flags/${flag}/requests`, {
        method: 'POST',
        body: { change: { enabled } },
        idempotencyKey,
      }),
  })
}
