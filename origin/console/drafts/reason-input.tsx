import { Textarea } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'

export interface ReasonInputProps {
  readonly reason: string
  readonly onChange: (reason: string) => void
}

const REASON_LENGTH = 500

/** Why something is changed, for history. */
export function ReasonInput({ reason, onChange }: ReasonInputProps) {
  return (
    <Textarea
      label={m.drafts_reason()}
      description={m.drafts_reason_hint()}
      maxLength={REASON_LENGTH}
      autosize
      minRows={2}
      value={reason}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
