import { List, Text } from '@mantine/core'
import type { IdChanges } from '../../requests/id-changes.ts'
import { m } from '../i18n/compiled/messages.js'

/** Enough to recognise a list by. */
const SHOWN = 10

/** Who would come into a segment's lists, and who would go. */
export function IdChangeList({ ids: { included, excluded } }: { readonly ids: IdChanges }) {
  const changes = [
    { key: 'included-added', text: m.changes_included_added, ids: included.added },
    { key: 'included-removed', text: m.changes_included_removed, ids: included.removed },
    { key: 'excluded-added', text: m.changes_excluded_added, ids: excluded.added },
    { key: 'excluded-removed', text: m.changes_excluded_removed, ids: excluded.removed },
  ]
  return changes
    .filter(({ ids }) => ids.count > 0)
    .map(({ key, text, ids }) => (
      <List.Item key={key}>
        <b>{text({ count: ids.count })}</b>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {ids.first.slice(0, SHOWN).join(', ')}
          {ids.count > SHOWN ? ' …' : ''}
        </Text>
      </List.Item>
    ))
}
