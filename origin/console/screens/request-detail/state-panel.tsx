import { Alert, Code, Text } from '@mantine/core'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { isVoid, stateText } from '../../change-requests/request-words.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { outcomeText } from './outcome-text.ts'

interface ShownState {
  readonly title: string
  readonly text: string
  /** What the origin wrote down, which is English whatever the reader reads. */
  readonly answer?: string
  readonly color: 'blue' | 'green' | 'yellow' | 'red' | 'gray'
}

/** Where the request stands, in words. */
export function StatePanel({ request }: { readonly request: ShownRequest }) {
  const { title, text, answer, color } = stateOf(request)
  return (
    <Alert color={color} title={title}>
      <Text size="sm">{text}</Text>
      {answer !== undefined && (
        <Text size="xs" mt="xs">
          {m.request_detail_failed_answer()} <Code lang="en">{answer}</Code>
        </Text>
      )}
    </Alert>
  )
}

function stateOf(request: ShownRequest): ShownState {
  const title = stateText(request)
  const time = formatTime(request.updatedAt)
  switch (request.state) {
    case 'open':
      return openState(request)
    case 'applied':
      return { title, text: m.request_detail_applied_at({ time }), color: 'green' }
    case 'rejected':
      return { title, text: m.request_detail_rejected_at({ time }), color: 'gray' }
    case 'withdrawn':
      return { title, text: m.request_detail_withdrawn_at({ time }), color: 'gray' }
    default: {
      const outcome = request.outcome ?? ''
      if (isVoid(outcome)) return { title, text: m.request_detail_void({ time }), color: 'red' }
      const text = m.request_detail_failed({ time, reason: outcomeText(outcome) })
      return { title, text, answer: outcome, color: 'red' }
    }
  }
}

function openState({ isConflicting, missingApprovals, applyAt }: ShownRequest): ShownState {
  if (isConflicting) {
    return { title: m.request_detail_conflict(), text: m.request_detail_conflict_hint(), color: 'red' }
  }
  const when = applyAt === null ? m.request_detail_by_hand() : m.request_detail_by_itself({ time: formatTime(applyAt) })
  if (missingApprovals === 0) return { title: m.request_detail_ready(), text: when, color: 'green' }
  return { title: m.request_detail_waits({ count: missingApprovals }), text: when, color: 'blue' }
}
