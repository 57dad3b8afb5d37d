import { List, Text } from '@mantine/core'
import type { Condition } from '../../../shared/contracts/condition.ts'
import { m } from '../i18n/compiled/messages.js'
import { conditionText } from '../words/condition-text.ts'

/** The rules of a segment as sentences: whoever one of them holds for is in it. */
export function SegmentRuleList({ rules }: { readonly rules: readonly Condition[] }) {
  if (rules.length === 0) return <Text size="sm">{m.changes_no_segment_rules()}</Text>
  return (
    <List size="sm" type="ordered">
      {rules.map((rule, place) => (
        // A rule of a segment has no name: its place is what it is known by.
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <List.Item key={place} style={{ overflowWrap: 'anywhere' }}>
          {m.words_if({ condition: conditionText(rule) })}
        </List.Item>
      ))}
    </List>
  )
}
