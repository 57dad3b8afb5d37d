import { Select } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'
import { useSegments } from '../api/use-choices.ts'
import type { ConditionOwner } from './condition-owner.ts'

export interface SegmentEditorProps {
  readonly owner: ConditionOwner
  readonly segment: string
  readonly onChange: (condition: { readonly segment: string }) => void
}

export function SegmentEditor({ owner, segment, onChange }: SegmentEditorProps) {
  const segments = useSegments()
  const others = segments.filter(({ key }) => owner.kind !== 'segment' || key !== owner.key)
  const known = others.map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` }))
  const isUnknown = segment !== '' && !segments.some(({ key }) => key === segment)
  return (
    <Select
      label={m.conditions_segment_label()}
      maw={420}
      searchable
      allowDeselect={false}
      placeholder={m.conditions_choose_segment()}
      nothingFoundMessage={m.conditions_no_segments()}
      data={isUnknown ? [...known, { value: segment, label: segment }] : known}
      value={segment === '' ? null : segment}
      onChange={(value) => value !== null && onChange({ segment: value })}
    />
  )
}
