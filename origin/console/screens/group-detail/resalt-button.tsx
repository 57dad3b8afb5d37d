import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { type Versioned, callApi } from '../../api/api-client.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { guardsOf } from './guards-of.ts'
import { useAskForResalt } from './use-ask-for-resalt.ts'
import { type GroupUse, groupKeys, useGroupPath } from './use-group.ts'

interface ResaltButtonProps {
  readonly loaded: Versioned<GroupView>
  readonly uses: readonly GroupUse[]
  /** While something of the form is not saved: a new salt reads the group anew. */
  readonly isDisabled: boolean
}

/** Draws everybody anew, on purpose; asked for where a protected environment refers to the group. */
export function ResaltButton({ loaded, uses, isDisabled }: ResaltButtonProps) {
  const { key, name } = loaded.body
  const [isOpen, { open, close }] = useDisclosure()
  const guards = guardsOf(uses, useScope().environments)
  const isRequest = guards.length > 0
  const resalt = useResalting(loaded, close)
  const ask = useAskForResalt(key, close)
  return (
    <Stack gap={4}>
      <Button variant="default" disabled={isDisabled} onClick={open}>
        {m.group_detail_resalt()}
      </Button>
      {ask.data !== undefined && (
        <Anchor component={Link} size="sm" href={`/requests/${ask.data}`}>
          {m.group_detail_to_request()}
        </Anchor>
      )}
      <Confirm
        opened={isOpen}
        title={m.group_detail_resalt_title({ name })}
        action={isRequest ? m.group_detail_ask() : m.group_detail_resalt()}
        isDangerous
        isBusy={resalt.isPending || ask.isPending}
        error={resalt.error ?? ask.error}
        onConfirm={() => (isRequest ? ask.mutate() : resalt.mutate())}
        onCancel={close}
      >
        <Text size="sm">{m.group_detail_resalt_hint({ count: uses.length })}</Text>
        {isRequest && (
          <Text size="sm">{m.group_detail_guarded({ environments: guards.map((each) => each.name).join(', ') })}</Text>
        )}
      </Confirm>
    </Stack>
  )
}

function useResalting({ body: { key, name }, etag = '*' }: Versioned<GroupView>, onDone: () => void) {
  const { project } = useScope()
  const path = useGroupPath(key)
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => callApi(`${path}/resalt`, { method: 'POST', ifMatch: etag }),
    onSuccess: async () => {
      onDone()
      notifications.show({ message: m.group_detail_resalted({ name }) })
      await queryClient.invalidateQueries({ queryKey: groupKeys.all(project) })
    },
  })
}
