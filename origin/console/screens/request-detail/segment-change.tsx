import { List } from '@mantine/core'
import type { SegmentView } from '../../api/use-choices.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { IdChangeList } from '../../changes/id-change-list.tsx'
import { SegmentRuleList } from '../../changes/segment-rule-list.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { ChangeFrame } from './change-frame.tsx'

/** What a request changes of a segment. */
export function SegmentChange({ request }: { readonly request: ShownRequest }) {
  const { change, ids, state } = request
  const { name, description, by, rules, includedCount, excludedCount } = change as Partial<SegmentView>
  return (
    <ChangeFrame request={request} name={name} description={description}>
      {by !== undefined && <List.Item>{m.request_detail_new_by({ by: by ?? 'targetingKey' })}</List.Item>}
      {rules !== undefined && (
        <List.Item>
          {m.request_detail_new_rules()}
          <SegmentRuleList rules={rules} />
        </List.Item>
      )}
      {state === 'open' && ids !== null && <IdChangeList ids={ids} />}
      {state !== 'open' && includedCount !== undefined && (
        <List.Item>{m.request_detail_new_included({ count: includedCount })}</List.Item>
      )}
      {state !== 'open' && excludedCount !== undefined && (
        <List.Item>{m.request_detail_new_excluded({ count: excludedCount })}</List.Item>
      )}
    </ChangeFrame>
  )
}
