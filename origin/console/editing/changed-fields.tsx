import { List } from '@mantine/core'
import type { DescribedField } from './edit-problem.tsx'

interface ChangedFieldsProps {
  readonly label: string
  readonly before: readonly DescribedField[]
  readonly after: readonly DescribedField[]
}

/** What saving a form would change, item by item. */
export function ChangedFields({ label, before, after }: ChangedFieldsProps) {
  const changed = after.filter(({ text }, i) => text !== before[i]?.text)
  if (changed.length === 0) return null
  return (
    <List size="sm" aria-label={label}>
      {changed.map((field) => (
        <List.Item key={field.label}>
          {field.label}: {before.find(({ label: name }) => name === field.label)?.text} → {field.text}
        </List.Item>
      ))}
    </List>
  )
}
