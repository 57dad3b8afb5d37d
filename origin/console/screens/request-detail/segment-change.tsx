import { List, Stack, Title } from '@mantine/core'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { IdChangeList } from '../../changes/id-change-list.tsx'
import { SegmentRuleList } from '../../changes/segment-rule-list.tsx'
import type { SegmentView } from '../../api/use-choices.ts'
import { Concerned } from './concerned.tsx'
import { m } from '../../i18n/compiled/messages.js'

/** What a request changes of a segment. */
export function SegmentChange({ request }: { readonly request: ShownRequest }) {
  const { change, ids, state } = request
  const { name, description, by, rules, includedCount, excludedCount } = change as Partial<SegmentView>
  return (
    <Stack component="section" gap="sm" aria-labelledby="what-changes">
      <Title order={2} size="h3" id="what-changes">
        {m.request_detail_what()}
      </Title>
      <List size="sm" spacing={6}>
        {name !== undefined && <List.Item>{m.request_detail_new_name({ name })}</List.Item>}
        {description !== undefined && (
          <List.Item>{m.request_detail_new_description({ description: description ?? '—' })}</List.Item>
        )}
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
      </List>
      <Concerned request={request} />
    </Stack>
  )
}
