import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { type SavedContext, contextsKey, useContextsPath } from './use-contexts.ts'

interface DeleteContextDialogProps {
  readonly saved: SavedContext
  readonly onClose: () => void
}

export function DeleteContextDialog({ saved: { id, name, version }, onClose }: DeleteContextDialogProps) {
  const { project } = useScope()
  const path = useContextsPath(id)
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => callApi(path, { method: 'DELETE', ifMatch: `"${version}"` }),
    onSuccess: () => {
      notifications.show({ message: m.contexts_deleted({ name }) })
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: contextsKey(project) }),
  })
  return (
    <Confirm
      opened
      title={m.contexts_delete_of({ name })}
      action={m.contexts_delete()}
      isDangerous
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">{m.contexts_delete_hint()}</Text>
    </Confirm>
  )
}
