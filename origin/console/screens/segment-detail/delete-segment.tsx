import { Button, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { callApi } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { useSegmentPath, useSegmentUses } from './use-segment.ts'
import { UseLinks, isUsed } from './used-by.tsx'

/** Where it is used, that is shown instead of a question: nothing that flags need is deleted. */
export function DeleteSegment({ segment }: { readonly segment: SegmentView }) {
  const [isOpen, { open, close }] = useDisclosure()
  const uses = useSegmentUses(segment.key).data
  const remove = useRemoval(segment)
  return (
    <>
      <Button variant="default" disabled={uses === undefined} onClick={open}>
        {m.segment_detail_delete()}
      </Button>
      {uses !== undefined && isUsed(uses) ? (
        <Modal
          opened={isOpen}
          onClose={close}
          title={m.segment_detail_still_used({ segment: segment.name })}
          closeButtonProps={{ 'aria-label': m.blocks_close() }}
        >
          <Stack gap="sm">
            <Text size="sm">{m.segment_detail_still_used_hint()}</Text>
            <UseLinks uses={uses} />
          </Stack>
        </Modal>
      ) : (
        <Confirm
          opened={isOpen}
          title={m.segment_detail_delete_title({ segment: segment.name })}
          action={m.segment_detail_delete()}
          isDangerous
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          <Text size="sm">
            {m.segment_detail_delete_hint({
              ids: formatNumber(segment.includedCount + segment.excludedCount),
              rules: formatNumber(segment.rules.length),
            })}
          </Text>
        </Confirm>
      )}
    </>
  )
}

function useRemoval({ key, name, version }: SegmentView) {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const path = useSegmentPath(key)
  const [, navigate] = useLocation()
  return useMutation({
    mutationFn: () => callApi(path, { method: 'DELETE', ifMatch: `"${version}"` }),
    onSuccess: async () => {
      navigate('/segments')
      notifications.show({ color: 'green', message: m.segment_detail_deleted({ segment: name }) })
      await queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) })
    },
  })
}
