import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Window } from '../../../../../shared/contracts/schedule.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { FieldGroup } from './field-group.tsx'
import { TimeInput } from '../../../blocks/time-input.tsx'

export interface WindowEditorProps {
  /** Always, when absent. */
  readonly window: Window | undefined
  readonly onChange: (window: Window | undefined) => void
}

/** When a rule is in force. Few rules need it, so it opens when it is asked for. */
export function WindowEditor({ window, onChange }: WindowEditorProps) {
  const [isOpen, setOpen] = useState(window !== undefined)
  const set = (part: { readonly from?: string | undefined; readonly until?: string | undefined }): void => {
    const ends = Object.entries({ ...window, ...part }).filter(([, time]) => time !== undefined)
    onChange(ends.length === 0 ? undefined : Object.fromEntries(ends))
  }
  if (!isOpen) {
    return (
      <Button size="xs" variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => setOpen(true)}>
        {m.flag_detail_add_window()}
      </Button>
    )
  }
  return (
    <FieldGroup label={m.flag_detail_window()}>
      <Group gap="xs">
        <TimeInput label={m.flag_detail_window_from()} time={window?.from} onChange={(from) => set({ from })} />
        <TimeInput label={m.flag_detail_window_until()} time={window?.until} onChange={(until) => set({ until })} />
      </Group>
    </FieldGroup>
  )
}
