import { Button, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { type Versioned, callApi } from '../../api/api-client.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { type GroupUse, outdateGroups, useGroupPath } from './use-group.ts'
import { UseTable } from './use-table.tsx'

interface DeleteGroupProps {
  readonly loaded: Versioned<GroupView>
  readonly uses: readonly GroupUse[]
}

/** Where it is used, that is shown instead of a question: nothing that rules need is deleted. */
export function DeleteGroup({ loaded, uses }: DeleteGroupProps) {
  const { name } = loaded.body
  const [isOpen, { open, close }] = useDisclosure()
  const remove = useRemoval(loaded)
  return (
    <>
      <Button variant="default" onClick={open}>
        {m.group_detail_delete()}
      </Button>
      {uses.length > 0 ? (
        <Modal
          opened={isOpen}
          onClose={close}
          size="lg"
          title={m.group_detail_still_used({ name })}
          closeButtonProps={{ 'aria-label': m.blocks_close() }}
        >
          <Stack gap="sm">
            <Text size="sm">{m.group_detail_still_used_hint()}</Text>
            <UseTable uses={uses} />
          </Stack>
        </Modal>
      ) : (
        <Confirm
          opened={isOpen}
          title={m.group_detail_delete_title({ name })}
          action={m.group_detail_delete()}
          isDangerous
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          <Text size="sm">{m.group_detail_delete_hint()}</Text>
        </Confirm>
      )}
    </>
  )
}

function useRemoval({ body: { key, name }, etag = '*' }: Versioned<GroupView>) {
  const { project } = useScope()
  const path = useGroupPath(key)
  const [, navigate] = useLocation()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => callApi(path, { method: 'DELETE', ifMatch: etag }),
    onSuccess: async () => {
      navigate('/groups')
      notifications.show({ message: m.group_detail_deleted({ name }) })
      await outdateGroups(queryClient, project)
    },
  })
}
