import { List, Text } from '@mantine/core'
import type { IdChanges } from '../../../requests/id-changes.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { IdChangeList } from '../../changes/id-change-list.tsx'
import { SegmentRuleList } from '../../changes/segment-rule-list.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { type SegmentPart, changedParts } from './segment-draft.ts'

export interface SegmentChangesProps {
  readonly before: SegmentView
  readonly after: SegmentPart
  readonly ids?: IdChanges
}

/** What becomes of a segment, in words. */
export function SegmentChanges({ before, after, ids }: SegmentChangesProps) {
  const changed = changedParts(before, { ...after, ids: {} })
  return (
    <List size="sm" spacing={6}>
      {ids !== undefined && <IdChangeList ids={ids} />}
      {changed.rules !== undefined && (
        <List.Item>
          <b>{m.segment_detail_change_rules()}</b>
          <Text size="sm">{m.segment_detail_before()}</Text>
          <SegmentRuleList rules={before.rules} />
          <Text size="sm">{m.segment_detail_after()}</Text>
          <SegmentRuleList rules={after.rules} />
        </List.Item>
      )}
      {changed.by !== undefined && (
        <List.Item>
          <b>{m.segment_detail_by()}</b>: {pair(before.by ?? 'targetingKey', after.by ?? 'targetingKey')}
        </List.Item>
      )}
      {changed.name !== undefined && (
        <List.Item>
          <b>{m.segment_detail_name()}</b>: {pair(before.name, after.name)}
        </List.Item>
      )}
      {changed.description !== undefined && (
        <List.Item>
          <b>{m.segment_detail_description()}</b>: {pair(before.description, after.description)}
        </List.Item>
      )}
    </List>
  )
}

function pair(was: string | null, is: string | null): string {
  return `${was ?? '—'} → ${is ?? '—'}`
}
