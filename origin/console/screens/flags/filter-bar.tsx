import { Button, Group, Select, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMemo, useRef } from 'react'
import type { ListedFlag } from '../../api/views.ts'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import classes from './filter-bar.module.css'
import type { FilterControl, FlagFilters } from './flag-filters.ts'

const LENS = 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L20 20'
const TYPES = ['boolean', 'string', 'number', 'json'] as const satisfies readonly ListedFlag['type'][]

export interface FilterBarProps {
  readonly flags: readonly ListedFlag[]
  readonly control: FilterControl
}

export function FilterBar({ flags, control }: FilterBarProps) {
  const { filters, isNarrowed, change, clear } = control
  const environment = useEnvironment()
  const search = useRef<HTMLInputElement>(null)
  const tags = useMemo(() => distinct(flags.flatMap((flag) => flag.tags)), [flags])
  const owners = useMemo(() => distinct(flags.flatMap(({ owner }) => (owner === null ? [] : [owner]))), [flags])
  useHotkeys([['/', () => search.current?.focus()]])
  return (
    <search className={classes['bar']}>
      <TextInput
        ref={search}
        type="search"
        className={classes['search']}
        aria-label={m.flags_search()}
        placeholder={m.flags_search()}
        leftSection={<Icon d={LENS} size={16} />}
        value={filters.q}
        onChange={(event) => change('q', event.currentTarget.value)}
      />
      <Group gap="xs">
        <Filter
          label={m.flags_switch({ environment: environment?.name ?? '' })}
          name="switch"
          control={control}
          options={[
            { value: 'on', label: m.flags_switch_on() },
            { value: 'off', label: m.flags_switch_off() },
          ]}
        />
        <Filter label={m.flags_tag()} name="tag" control={control} options={tags} />
        <Filter label={m.flags_owner()} name="owner" control={control} options={owners} />
        <Filter label={m.flags_type()} name="type" control={control} options={TYPES} />
        <Filter
          label={m.flags_state()}
          name="state"
          control={control}
          options={[{ value: 'archived', label: m.flags_state_archived() }]}
        />
        {isNarrowed && (
          <Button variant="subtle" size="xs" onClick={clear}>
            {m.flags_clear()}
          </Button>
        )}
      </Group>
    </search>
  )
}

interface FilterProps {
  readonly label: string
  readonly name: keyof FlagFilters
  readonly control: FilterControl
  readonly options: readonly (string | { readonly value: string; readonly label: string })[]
}

function Filter({ label, name, control: { filters, change }, options }: FilterProps) {
  const value = filters[name]
  if (options.length === 0 && value === '') return null
  return (
    <Select
      size="xs"
      className={classes['filter']}
      aria-label={label}
      placeholder={label}
      data={[...options]}
      value={value === '' || value === 'live' ? null : value}
      searchable={options.length > 12}
      clearable
      clearButtonProps={{ 'aria-label': `${m.flags_clear()}: ${label}` }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(chosen) => change(name, chosen ?? '')}
    />
  )
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted((a, b) => a.localeCompare(b))
}
