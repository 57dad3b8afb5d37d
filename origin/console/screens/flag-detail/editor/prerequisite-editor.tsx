import { Group, MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { PrerequisiteCondition } from '../../../../../shared/contracts/condition.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { useFoundFlags, useVariantsOf } from './use-choices.ts'

const TYPING_MS = 150

export interface PrerequisiteEditorProps {
  /** The flag that would need the other; none needs itself. */
  readonly of: string
  readonly condition: PrerequisiteCondition
  readonly onChange: (condition: PrerequisiteCondition) => void
}

/** Another flag, and which of its variants let people through. */
export function PrerequisiteEditor({ of, condition, onChange }: PrerequisiteEditorProps) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed === condition.flag ? '' : typed.trim(), TYPING_MS)
  const found = useFoundFlags(search).map(({ key }) => key)
  const flags = condition.flag === '' || found.includes(condition.flag) ? found : [condition.flag, ...found]
  const variants = new Set([...useVariantsOf(condition.flag).map(({ name }) => name), ...condition.variants])
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={m.flag_detail_prerequisite_flag()}
        w={{ base: '100%', xs: 220 }}
        searchable
        allowDeselect={false}
        nothingFoundMessage={m.shell_nothing_found()}
        data={flags.filter((key) => key !== of)}
        value={condition.flag === '' ? null : condition.flag}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={(flag) => flag !== null && onChange({ flag, variants: [] })}
      />
      <MultiSelect
        label={m.flag_detail_prerequisite_variants()}
        w={{ base: '100%', xs: 220 }}
        data={[...variants]}
        value={[...condition.variants]}
        onChange={(chosen) => onChange({ ...condition, variants: chosen })}
      />
    </Group>
  )
}
