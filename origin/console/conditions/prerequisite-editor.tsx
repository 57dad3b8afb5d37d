import { Group, MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { PrerequisiteCondition } from '../../../shared/contracts/condition.ts'
import { m } from '../i18n/compiled/messages.js'
import { useFoundFlags, useVariantsOf } from '../api/use-choices.ts'
import type { ConditionOwner } from './condition-owner.ts'

const TYPING_MS = 150

export interface PrerequisiteEditorProps {
  readonly owner: ConditionOwner
  readonly condition: PrerequisiteCondition
  readonly onChange: (condition: PrerequisiteCondition) => void
}

/** Another flag, and which of its variants let people through. */
export function PrerequisiteEditor({ owner, condition, onChange }: PrerequisiteEditorProps) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed === condition.flag ? '' : typed.trim(), TYPING_MS)
  const found = useFoundFlags(search).map(({ key }) => key)
  const flags = condition.flag === '' || found.includes(condition.flag) ? found : [condition.flag, ...found]
  const variants = new Set([...useVariantsOf(condition.flag).map(({ name }) => name), ...condition.variants])
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={m.conditions_prerequisite_flag()}
        w={{ base: '100%', xs: 220 }}
        searchable
        allowDeselect={false}
        nothingFoundMessage={m.shell_nothing_found()}
        data={flags.filter((key) => key !== owner.key)}
        value={condition.flag === '' ? null : condition.flag}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={(flag) => flag !== null && onChange({ flag, variants: [] })}
      />
      <MultiSelect
        label={m.conditions_prerequisite_variants()}
        w={{ base: '100%', xs: 220 }}
        data={[...variants]}
        value={[...condition.variants]}
        onChange={(chosen) => onChange({ ...condition, variants: chosen })}
      />
    </Group>
  )
}
