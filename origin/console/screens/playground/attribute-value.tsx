import { Select, type SelectProps, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { placesFor } from '../../conditions/places.ts'
import { m } from '../../i18n/compiled/messages.js'
import type { ContextRow } from './context-rows.ts'

export interface AttributeValueProps {
  readonly row: ContextRow
  readonly error: string | undefined
  readonly label?: ReactNode
  readonly 'aria-label'?: string
  readonly description?: string
  readonly size?: 'xs'
  readonly onChange: (text: string) => void
}

/** A value by its kind; a country or a continent is chosen by its name, as in a rule. */
export function AttributeValue({ row: { path, kind, text }, onChange, ...field }: AttributeValueProps) {
  const places = kind === 'text' ? placesFor(path) : undefined
  const choices: SelectProps['data'] = kind === 'boolean' ? yesAndNo() : places && [...places]
  const isChoice = choices !== undefined && (text === '' || kind === 'boolean' || isPlace(text, places))
  if (isChoice) {
    return (
      <Select
        {...field}
        data={choices}
        searchable={kind !== 'boolean'}
        clearable
        clearButtonProps={{ 'aria-label': m.playground_clear_value() }}
        placeholder={places === undefined ? '' : m.conditions_choose_place()}
        nothingFoundMessage={m.shell_nothing_found()}
        value={text === '' ? null : text}
        onChange={(value) => onChange(value ?? '')}
      />
    )
  }
  return (
    <TextInput
      {...field}
      placeholder={kind === 'json' ? '["a", "b"]' : ''}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

function yesAndNo() {
  return [
    { value: 'true', label: m.playground_yes() },
    { value: 'false', label: m.playground_no() },
  ]
}

function isPlace(text: string, places: ReturnType<typeof placesFor>): boolean {
  return places?.some(({ value }) => value === text) ?? false
}
