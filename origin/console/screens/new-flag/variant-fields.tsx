import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { DraftFlag } from './draft-flag.ts'

const CROSS = 'M6 6l12 12M18 6L6 18'
/** A flag with one variant decides nothing. */
const LEAST = 2

/** The variants of a flag that is not on or off. */
export function VariantFields({ form }: { readonly form: UseFormReturnType<DraftFlag> }) {
  const { variants } = form.values
  return (
    <Fieldset legend={m.new_flag_variants()}>
      <Stack gap="xs">
        {variants.map(({ id }, place) => (
          <Group key={id} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              flex={1}
              aria-label={m.new_flag_variant_name_of({ number: place + 1 })}
              placeholder={m.new_flag_variant_name()}
              {...form.getInputProps(`variants.${place}.name`)}
            />
            <TextInput
              flex={1}
              aria-label={m.new_flag_variant_value_of({ number: place + 1 })}
              placeholder={m.new_flag_variant_value()}
              {...form.getInputProps(`variants.${place}.value`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              disabled={variants.length <= LEAST}
              aria-label={m.new_flag_variant_remove({ number: place + 1 })}
              onClick={() => form.removeListItem('variants', place)}
            >
              <Icon d={CROSS} size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => form.insertListItem('variants', { id: crypto.randomUUID(), name: '', value: '' })}
          >
            {m.new_flag_variant_add()}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  )
}
