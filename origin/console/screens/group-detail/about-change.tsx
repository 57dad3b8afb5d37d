import { Stack, Text, Textarea } from '@mantine/core'
import type { EnvironmentView } from '../../api/views.ts'
import { WhenChoice } from '../../changes/when-choice.tsx'
import { m } from '../../i18n/compiled/messages.js'

const REASON_LENGTH = 500

export interface ChangeFacts {
  readonly reason: string
  /** At once, or when it is approved, where it is absent. */
  readonly applyAt?: string | undefined
}

interface AboutChangeProps {
  readonly facts: ChangeFacts
  /** The protected environments for which others have to approve it. */
  readonly guards: readonly EnvironmentView[]
  readonly onChange: (facts: ChangeFacts) => void
}

/** Why and when, and who is asked. */
export function AboutChange({ facts, guards, onChange }: AboutChangeProps) {
  return (
    <Stack>
      <Textarea
        label={m.group_detail_reason()}
        maxLength={REASON_LENGTH}
        autosize
        minRows={2}
        value={facts.reason}
        onChange={({ currentTarget }) => onChange({ ...facts, reason: currentTarget.value })}
      />
      <WhenChoice
        isProtected={guards.length > 0}
        applyAt={facts.applyAt}
        onChange={(applyAt) => onChange({ ...facts, applyAt })}
      />
      {guards.length > 0 && (
        <Text size="sm">{m.group_detail_guarded({ environments: guards.map(({ name }) => name).join(', ') })}</Text>
      )}
    </Stack>
  )
}
