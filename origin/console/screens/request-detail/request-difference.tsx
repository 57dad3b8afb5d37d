import { Alert, List } from '@mantine/core'
import { useNameOf } from '../../api/use-name-of.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { stateText } from '../../change-requests/request-words.ts'
import { JsonDiff } from '../../changes/json-diff.tsx'
import { m } from '../../i18n/compiled/messages.js'

export interface RequestDifferenceProps {
  /** As it was when something was decided. */
  readonly seen: ShownRequest
  readonly now: ShownRequest
}

/** What others did with a request while somebody looked at it. */
export function RequestDifference({ seen, now }: RequestDifferenceProps) {
  const nameOf = useNameOf()
  const namesOf = ({ approvals }: ShownRequest): string =>
    approvals.length === 0 ? '—' : approvals.map(({ actor }) => nameOf(actor)).join(', ')
  const pairs = [
    { label: m.request_detail_difference_state, before: stateText(seen), after: stateText(now) },
    { label: m.request_detail_difference_approvals, before: namesOf(seen), after: namesOf(now) },
  ].filter(({ before, after }) => before !== after)
  const isEdited = JSON.stringify(seen.change) !== JSON.stringify(now.change)
  return (
    <Alert color="yellow" title={m.request_detail_difference()}>
      <List size="sm">
        {pairs.map(({ label, before, after }) => (
          <List.Item key={label()}>
            {label()}: {before} → {after}
          </List.Item>
        ))}
        {isEdited && <List.Item>{m.request_detail_difference_asked()}</List.Item>}
        {now.isConflicting && <List.Item>{m.request_detail_difference_base()}</List.Item>}
      </List>
      {isEdited && <JsonDiff before={seen.change} after={now.change} />}
    </Alert>
  )
}
