import { Button, Group, Select, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { memo, useMemo, useRef } from 'react'
import type { ListedFlag } from '../../api/views.ts'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import { TYPE_WORDS } from '../../variants/draft-variant.ts'
import classes from './filter-bar.module.css'
import type { FilterControl, FlagFilters } from './flag-filters.ts'

const LENS = 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L20 20'
/** Of so many options one is found by looking. */
const SHORT_LIST = 12
const TYPES = ['boolean', 'string', 'number', 'json'] as const satisfies readonly ListedFlag['type'][]

export interface FilterBarProps {
  readonly flags: readonly ListedFlag[]
  readonly control: FilterControl
}

export function FilterBar({ flags, control }: FilterBarProps) {
  const { filters, isNarrowed, change, clear } = control
  const search = useRef<HTMLInputElement>(null)
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
        <Filters flags={flags} control={control} />
        {isNarrowed && (
          <Button variant="subtle" size="xs" onClick={clear}>
            {m.flags_clear()}
          </Button>
        )}
      </Group>
    </search>
  )
}

type Options = readonly (string | { readonly value: string; readonly label: string })[]

function Filters({ flags, control: { filters, change } }: FilterBarProps) {
  const environment = useEnvironment()
  const tags = useMemo(() => distinct(flags.flatMap((flag) => flag.tags)), [flags])
  const owners = useMemo(() => distinct(flags.flatMap(({ owner }) => (owner === null ? [] : [owner]))), [flags])
  const types = useMemo(() => TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type]() })), [])
  const switches = useMemo(() => switchOptions(), [])
  const states = useMemo(() => stateOptions(), [])
  const here = m.flags_switch({ environment: environment?.name ?? '' })
  const state = filters.state === 'live' ? '' : filters.state
  return (
    <>
      <Filter label={here} name="switch" value={filters.switch} onChange={change} options={switches} />
      <Filter label={m.flags_tag()} name="tag" value={filters.tag} onChange={change} options={tags} />
      <Filter label={m.flags_owner()} name="owner" value={filters.owner} onChange={change} options={owners} />
      <Filter label={m.flags_type()} name="type" value={filters.type} onChange={change} options={types} />
      <Filter label={m.flags_state()} name="state" value={state} onChange={change} options={states} />
    </>
  )
}

function switchOptions(): Options {
  return [
    { value: 'on', label: m.flags_switch_on() },
    { value: 'off', label: m.flags_switch_off() },
  ]
}

function stateOptions(): Options {
  return [{ value: 'archived', label: m.flags_state_archived() }]
}

interface FilterProps {
  readonly label: string
  readonly name: keyof FlagFilters
  /** Empty where nothing is chosen. */
  readonly value: string
  readonly onChange: FilterControl['change']
  readonly options: Options
}

/** Drawn again when it changed, not for each letter of a search. */
const Filter = memo(function Filter({ label, name, value, onChange, options }: FilterProps) {
  if (options.length === 0 && value === '') return null
  return (
    <Select
      size="xs"
      className={classes['filter']}
      aria-label={label}
      placeholder={label}
      data={[...options]}
      value={value === '' ? null : value}
      searchable={options.length > SHORT_LIST}
      clearable
      clearButtonProps={{ 'aria-label': `${m.flags_clear()}: ${label}` }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(chosen) => onChange(name, chosen ?? '')}
    />
  )
})

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted((a, b) => a.localeCompare(b))
}
