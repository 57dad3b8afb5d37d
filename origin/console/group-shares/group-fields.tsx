import { Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'
import type { DraftGroup, GroupKind } from './draft-group.ts'
import { ShareNumber } from './share-number.tsx'
import { SlotsInput } from './slots-input.tsx'

interface GroupFieldsProps {
  readonly kind: GroupKind
  readonly draft: DraftGroup
  readonly edit: (part: Partial<DraftGroup>) => void
  /** What is wrong, by the field's name. */
  readonly problems: { readonly name?: ReactNode; readonly slots?: ReactNode }
  /** Flags that refer to a slot; such a slot stays. */
  readonly flagsOf?: (slot: string) => readonly string[]
  readonly isEditable?: boolean
}

/** What can be changed of a group after it was made. */
export function GroupFields({ kind, draft, edit, problems, ...rest }: GroupFieldsProps) {
  const { flagsOf = noFlags, isEditable = true } = rest
  const { name, description, slots, share } = draft
  return (
    <>
      <TextInput
        label={m.group_shares_name()}
        autoComplete="off"
        readOnly={!isEditable}
        value={name}
        error={problems.name}
        onChange={({ currentTarget }) => edit({ name: currentTarget.value })}
      />
      <Textarea
        label={m.group_shares_description()}
        autosize
        minRows={2}
        readOnly={!isEditable}
        value={description}
        onChange={({ currentTarget }) => edit({ description: currentTarget.value })}
      />
      {kind === 'holdout' ? (
        <ShareNumber
          label={m.group_shares_held_out()}
          description={m.group_shares_held_out_hint()}
          readOnly={!isEditable}
          share={share}
          onChange={(next) => edit({ share: next })}
        />
      ) : (
        <SlotsInput
          slots={slots}
          error={problems.slots}
          flagsOf={flagsOf}
          isEditable={isEditable}
          onChange={(next) => edit({ slots: [...next] })}
        />
      )}
    </>
  )
}

function noFlags(): readonly string[] {
  return []
}
