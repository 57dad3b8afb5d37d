import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../blocks/confirm.tsx'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { askedText, subjectText } from '../../change-requests/request-words.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import type { Verb } from './use-decision.ts'

export interface ConfirmDecisionProps {
  readonly verb: Verb
  readonly request: ShownRequest
  readonly isBusy: boolean
  readonly onConfirm: (reason: string) => void
  readonly onCancel: () => void
}

const REASON_LENGTH = 500

const TEXTS: Readonly<Record<Verb, { readonly action: () => string; readonly hint: () => string }>> = {
  approve: { action: m.request_detail_approve, hint: m.request_detail_approve_hint },
  reject: { action: m.request_detail_reject, hint: m.request_detail_reject_hint },
  withdraw: { action: m.request_detail_withdraw, hint: m.request_detail_withdraw_hint },
  apply: { action: m.request_detail_apply, hint: m.request_detail_apply_hint },
}

/** Says once more what is decided, and takes down why. */
export function ConfirmDecision({ verb, request, isBusy, onConfirm, onCancel }: ConfirmDecisionProps) {
  const [reason, setReason] = useState('')
  const environment = useEnvironment()?.name ?? ''
  const { action, hint } = TEXTS[verb]
  return (
    <Confirm
      opened
      title={action()}
      action={action()}
      isBusy={isBusy}
      isDangerous={verb === 'reject'}
      onConfirm={() => onConfirm(reason)}
      onCancel={onCancel}
    >
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {m.request_detail_of({ subject: subjectText(request), environment })}: {askedText(request)}
      </Text>
      <Text size="sm">{hint()}</Text>
      <Textarea
        label={m.request_detail_why()}
        description={m.request_detail_why_hint()}
        autosize
        minRows={2}
        maxLength={REASON_LENGTH}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Confirm>
  )
}
