import { Anchor, List, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { drawCreationKey } from '../../api/creation-key.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ListedFlag } from '../../api/views.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { askForFlag } from '../../changes/ask-for-flag.ts'
import { ReasonInput } from '../../drafts/reason-input.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { notifyRefused } from './use-bulk.ts'

export interface AskToArchiveProps {
  readonly flags: readonly ListedFlag[]
  readonly onDone: () => void
}

/** Names the flags that nobody archives alone, and asks others for each of them. */
export function AskToArchive({ flags, onDone }: AskToArchiveProps) {
  const [reason, setReason] = useState('')
  const ask = useAsking(flags)
  return (
    <Confirm
      opened
      title={m.flags_guarded_title({ count: flags.length })}
      action={m.flags_send_request()}
      cancel={m.flags_guarded_keep()}
      isBusy={ask.isPending}
      onConfirm={() => ask.mutate(reason, { onSuccess: onDone })}
      onCancel={onDone}
    >
      <List size="sm">
        {flags.map(({ key }) => (
          <List.Item key={key}>
            <Anchor component={Link} size="sm" href={`/flags/${encodeURIComponent(key)}/settings`}>
              {key}
            </Anchor>
          </List.Item>
        ))}
      </List>
      <Text size="sm">{m.flags_guarded_hint()}</Text>
      <ReasonInput reason={reason} onChange={setReason} />
    </Confirm>
  )
}

/** The same keys for as long as the dialog is open: pressed twice, there is one request for each. */
function useAsking(flags: readonly ListedFlag[]) {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const [orders] = useState(() => flags.map(({ key }) => ({ flag: key, idempotencyKey: drawCreationKey() })))
  return useMutation({
    mutationFn: async (reason: string): Promise<number> => {
      let asked = 0
      for (const { flag, idempotencyKey } of orders) {
        try {
          await askForFlag({ project, environment, flag, change: { archived: true }, reason, idempotencyKey })
          asked += 1
        } catch (error) {
          notifyRefused(flag, error)
        }
      }
      return asked
    },
    onSuccess: (count) => {
      if (count > 0) notifications.show({ message: m.flags_asked({ count }) })
      void queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) })
    },
  })
}
