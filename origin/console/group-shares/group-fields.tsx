import { Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { m } from '../i18n/compiled/messages.js'
import type { DraftGroup, GroupKind } from './draft-group.ts'
import { ShareNumber } from './share-number.tsx'
import { SlotsInput } from './slots-input.tsx'

interface GroupFieldsProps {
  readonly kind: GroupKind
  readonly form: UseFormReturnType<DraftGroup>
  /** Flags that refer to a slot; such a slot stays. */
  readonly flagsOf?: (slot: string) => readonly string[]
  readonly isEditable?: boolean
}

/** What can be changed of a group after it was made. */
export function GroupFields({ kind, form, flagsOf = noFlags, isEditable = true }: GroupFieldsProps) {
  const { slots, share } = form.values
  return (
    <>
      <TextInput
        label={m.group_shares_name()}
        autoComplete="off"
        readOnly={!isEditable}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={m.group_shares_description()}
        autosize
        minRows={2}
        readOnly={!isEditable}
        {...form.getInputProps('description')}
      />
      {kind === 'holdout' ? (
        <ShareNumber
          label={m.group_shares_held_out()}
          description={m.group_shares_held_out_hint()}
          readOnly={!isEditable}
          share={share}
          onChange={(next) => form.setFieldValue('share', next)}
        />
      ) : (
        <SlotsInput
          slots={slots}
          error={form.errors['slots']}
          flagsOf={flagsOf}
          isEditable={isEditable}
          onChange={(next) => form.setFieldValue('slots', [...next])}
        />
      )}
    </>
  )
}

function noFlags(): readonly string[] {
  return []
}
