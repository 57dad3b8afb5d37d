import { TextInput } from '@mantine/core'
import { parseInstant } from '../../../shared/values/instant.ts'

const MS_PER_MINUTE = 60_000
/** `2026-11-24T10:30`, as the browser's own field has it. */
const LOCAL_LENGTH = 16

export interface TimeInputProps {
  readonly label: string
  /** As a rule has it. */
  readonly time: unknown
  /** In UTC; `undefined` when it was cleared. */
  readonly onChange: (time: string | undefined) => void
}

/** A point in time in the reader's zone. */
export function TimeInput({ label, time, onChange }: TimeInputProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      w={{ base: '100%', xs: 220 }}
      value={localTime(parseInstant(time))}
      onChange={({ currentTarget }) => onChange(instantOf(currentTarget.value))}
    />
  )
}

function localTime(timeMs: number | undefined): string {
  if (timeMs === undefined) return ''
  const offsetMs = new Date(timeMs).getTimezoneOffset() * MS_PER_MINUTE
  return new Date(timeMs - offsetMs).toISOString().slice(0, LOCAL_LENGTH)
}

function instantOf(local: string): string | undefined {
  const time = new Date(local)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
