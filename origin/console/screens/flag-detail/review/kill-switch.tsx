import { Button, List, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../../api/api-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import type { ConfigurationView } from '../../../api/views.ts'
import { Confirm } from '../../../blocks/confirm.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../../shell/scope.ts'

export interface KillSwitchProps {
  readonly stored: ConfigurationView
  readonly onKilled: () => void
}

/** Off at once, also where everything else needs approval, and also while others edit: it says what everybody gets then. */
export function KillSwitch({ stored, onKilled }: KillSwitchProps) {
  const [isOpen, { open, close }] = useDisclosure()
  const { project } = useScope()
  const name = useEnvironment()?.name ?? stored.environment
  const queryClient = useQueryClient()
  const { flag, environment, offVariant } = stored
  const kill = useMutation({
    mutationFn: () =>
      callApi(pathOf`/projects/${project}/environments/${environment}/flags/${flag}`, {
        method: 'PATCH',
        body: { enabled: false },
        // Whatever was changed meanwhile: off is off.
        ifMatch: '*',
      }),
    onSuccess: async () => {
      close()
      onKilled()
      notifications.show({ color: 'green', message: m.flag_detail_killed({ flag, environment: name }) })
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, flag) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) }),
      ])
    },
  })
  return (
    <>
      <Button color="red.9" size="xs" onClick={open}>
        {m.flag_detail_kill()}
      </Button>
      <Confirm
        opened={isOpen}
        title={m.flag_detail_kill_title({ flag, environment: name })}
        action={m.flag_detail_kill()}
        isDangerous
        isBusy={kill.isPending}
        error={kill.error}
        onConfirm={() => kill.mutate()}
        onCancel={close}
      >
        <List size="sm" spacing={4}>
          <List.Item>
            {offVariant === null
              ? m.flag_detail_kill_code({ environment: name })
              : m.flag_detail_kill_off({ environment: name, variant: offVariant })}
          </List.Item>
          <List.Item>{m.flag_detail_kill_rules({ count: stored.rules.length })}</List.Item>
          <List.Item>{m.flag_detail_kill_when()}</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          {m.flag_detail_kill_undo()}
        </Text>
      </Confirm>
    </>
  )
}
