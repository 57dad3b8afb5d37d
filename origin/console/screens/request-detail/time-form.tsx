import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { TimeInput } from '../../blocks/time-input.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { m } from '../../i18n/compiled/messages.js'

export interface TimeFormProps {
  readonly request: ShownRequest
  readonly isBusy: boolean
  readonly onSave: (applyAt: string | null) => void
}

/** When it is to be applied by itself: whoever asked for it says. */
export function TimeForm({ request: { applyAt, approvals }, isBusy, onSave }: TimeFormProps) {
  const [time, setTime] = useState(applyAt ?? undefined)
  const isChanged = time !== (applyAt ?? undefined)
  useUnsavedGuard(isChanged && !isBusy)
  return (
    <Stack gap={6}>
      <Group gap="xs" align="flex-end">
        <TimeInput label={m.request_detail_time()} time={time} onChange={setTime} />
        <Button
          variant="default"
          disabled={!isChanged || time === undefined || isBusy}
          onClick={() => onSave(time ?? null)}
        >
          {m.request_detail_set_time()}
        </Button>
        {applyAt !== null && (
          <Button variant="default" disabled={isBusy} onClick={() => onSave(null)}>
            {m.request_detail_clear_time()}
          </Button>
        )}
      </Group>
      {approvals.length > 0 && (
        <Text size="sm" c="dimmed">
          {m.request_detail_time_hint()}
        </Text>
      )}
    </Stack>
  )
}
