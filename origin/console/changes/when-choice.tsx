import { Radio, Stack } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'
import { TimeInput } from '../blocks/time-input.tsx'

const MS_PER_HOUR = 3_600_000

export interface WhenChoiceProps {
  readonly isProtected: boolean
  /** Now, when absent. */
  readonly applyAt: string | undefined
  readonly onChange: (applyAt: string | undefined) => void
}

/** At once, or when its time comes. */
export function WhenChoice({ isProtected, applyAt, onChange }: WhenChoiceProps) {
  return (
    <Stack gap="xs">
      <Radio.Group
        label={m.changes_when()}
        value={applyAt === undefined ? 'now' : 'later'}
        onChange={(value) => onChange(value === 'now' ? undefined : nextHour(Date.now()))}
      >
        <Stack gap={6} mt={4}>
          <Radio value="now" label={isProtected ? m.changes_when_approved() : m.changes_when_now()} />
          <Radio value="later" label={m.changes_when_later()} />
        </Stack>
      </Radio.Group>
      {applyAt !== undefined && (
        <TimeInput
          label={m.changes_when_at()}
          time={applyAt}
          onChange={(time) => time !== undefined && onChange(time)}
        />
      )}
    </Stack>
  )
}

function nextHour(nowMs: number): string {
  return new Date((Math.floor(nowMs / MS_PER_HOUR) + 1) * MS_PER_HOUR).toISOString()
}
