import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import { type DraftVariant, newVariant } from './draft-variant.ts'

const CROSS = 'M6 6l12 12M18 6L6 18'
/** A flag with one variant decides nothing. */
const LEAST = 2

export interface VariantFieldsProps {
  readonly variants: readonly DraftVariant[]
  readonly onChange: (variants: DraftVariant[]) => void
  /** What is wrong with a part of the variant at a place. */
  readonly problemOf: (place: number, part: 'name' | 'value') => ReactNode
  readonly isReadOnly?: boolean
}

/** The variants of a flag, each with its value. */
export function VariantFields({ variants, onChange, problemOf, isReadOnly = false }: VariantFieldsProps) {
  const edit = (place: number, part: Partial<DraftVariant>): void =>
    onChange(variants.map((variant, i) => (i === place ? { ...variant, ...part } : variant)))
  return (
    <Fieldset legend={m.variants_variants()}>
      <Stack gap="xs">
        {variants.map(({ id, name, value }, place) => (
          <Group key={id} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              flex={1}
              aria-label={m.variants_name_of({ number: place + 1 })}
              placeholder={m.variants_name()}
              readOnly={isReadOnly}
              value={name}
              error={problemOf(place, 'name')}
              onChange={({ currentTarget }) => edit(place, { name: currentTarget.value })}
            />
            <TextInput
              flex={1}
              aria-label={m.variants_value_of({ number: place + 1 })}
              placeholder={m.variants_value()}
              readOnly={isReadOnly}
              value={value}
              error={problemOf(place, 'value')}
              onChange={({ currentTarget }) => edit(place, { value: currentTarget.value })}
            />
            {!isReadOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                disabled={variants.length <= LEAST}
                aria-label={m.variants_remove({ number: place + 1 })}
                onClick={() => onChange(variants.filter((_, i) => i !== place))}
              >
                <Icon d={CROSS} size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!isReadOnly && (
          <Group>
            <Button size="xs" variant="default" onClick={() => onChange([...variants, newVariant()])}>
              {m.variants_add()}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}
