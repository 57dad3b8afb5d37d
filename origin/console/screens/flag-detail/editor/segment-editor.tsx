import { Select } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'
import { useSegments } from './use-choices.ts'

export interface SegmentEditorProps {
  readonly segment: string
  readonly onChange: (condition: { readonly segment: string }) => void
}

export function SegmentEditor({ segment, onChange }: SegmentEditorProps) {
  const segments = useSegments()
  const known = segments.map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` }))
  const isUnknown = segment !== '' && !segments.some(({ key }) => key === segment)
  return (
    <Select
      label={m.flag_detail_segment_label()}
      maw={420}
      searchable
      allowDeselect={false}
      placeholder={m.flag_detail_choose_segment()}
      nothingFoundMessage={m.flag_detail_no_segments()}
      data={isUnknown ? [...known, { value: segment, label: segment }] : known}
      value={segment === '' ? null : segment}
      onChange={(value) => value !== null && onChange({ segment: value })}
    />
  )
}
