import { MultiSelect, Select, TagsInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import { m } from '../i18n/compiled/messages.js'
import { SCALAR_KINDS, type Scalar, type ScalarKind, guessedKind, kindOf, toScalars } from './scalars.ts'
import { type PlaceOption, placesFor } from './places.ts'

export interface ScalarsInputProps {
  readonly condition: AttributeCondition
  readonly isTextOnly: boolean
  readonly onChange: (operand: { readonly values: readonly Scalar[] } | { readonly value: Scalar }) => void
}

const WIDTH = { base: '100%', xs: 280 }
const KIND_TEXTS: Readonly<Record<ScalarKind, () => string>> = {
  text: m.conditions_kind_text,
  number: m.conditions_kind_number,
  boolean: m.conditions_kind_boolean,
}

/** One or several texts, numbers or booleans; countries and continents by their names. */
export function ScalarsInput({ condition, isTextOnly, onChange }: ScalarsInputProps) {
  const given = scalarsOf(condition)
  const [chosenKind, chooseKind] = useState<ScalarKind>()
  const kind = isTextOnly ? 'text' : (chosenKind ?? kindOf(given))
  const store = (values: readonly Scalar[]): void =>
    onChange(condition.operator === 'equals' ? { value: values.at(-1) ?? '' } : { values })
  const places = isTextOnly ? undefined : placesFor(condition.attribute)
  if (places !== undefined && given.every((value) => places.some((place) => place.value === value))) {
    return <PlacesInput places={places} values={given.map(String)} onChange={store} />
  }
  return (
    <>
      <TagsInput
        label={m.conditions_values()}
        w={WIDTH}
        placeholder={given.length === 0 ? m.conditions_type_value() : ''}
        acceptValueOnBlur
        value={given.map(String)}
        onChange={(texts) => store(toScalars(texts, kind, given))}
      />
      {!isTextOnly && (chosenKind !== undefined || guessedKind(given) !== 'text') && (
        <Select
          label={m.conditions_kind()}
          w={130}
          allowDeselect={false}
          data={SCALAR_KINDS.map((value) => ({ value, label: KIND_TEXTS[value]() }))}
          value={kind}
          onChange={(value) => {
            const next = SCALAR_KINDS.find((known) => known === value) ?? 'text'
            chooseKind(next)
            store(toScalars(given.map(String), next, []))
          }}
        />
      )}
    </>
  )
}

interface PlacesInputProps {
  readonly places: readonly PlaceOption[]
  readonly values: string[]
  readonly onChange: (values: readonly string[]) => void
}

/** One is what most want: the list closes behind it, so that it lies over nothing, and opens again for another. */
function PlacesInput({ places, values, onChange }: PlacesInputProps) {
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <MultiSelect
      label={m.conditions_values()}
      w={WIDTH}
      searchable
      hidePickedOptions
      openOnFocus={false}
      dropdownOpened={isOpen}
      onDropdownOpen={open}
      onDropdownClose={close}
      onOptionSubmit={close}
      nothingFoundMessage={m.shell_nothing_found()}
      placeholder={values.length === 0 ? m.conditions_choose_place() : ''}
      data={[...places]}
      value={values}
      onChange={onChange}
    />
  )
}

function scalarsOf(condition: AttributeCondition): readonly Scalar[] {
  if ('values' in condition) return condition.values
  return 'value' in condition && condition.value !== '' ? [condition.value] : []
}
