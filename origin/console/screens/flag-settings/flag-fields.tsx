import { Select, Stack, Switch, TagsInput, TextInput, Textarea } from '@mantine/core'
import type { FlagView } from '../../api/views.ts'
import { TimeInput } from '../../blocks/time-input.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { problemOfName, problemOfValue } from '../../variants/draft-variant.ts'
import { VariantFields } from '../../variants/variant-fields.tsx'
import { LIFETIME_NAMES } from './describe-flag.ts'
import type { FlagDraft } from './flag-draft.ts'

const LIFETIMES = Object.keys(LIFETIME_NAMES) as readonly FlagView['lifetime'][]

export interface FlagFieldsProps {
  readonly type: FlagView['type']
  readonly draft: FlagDraft
  readonly isEditable: boolean
  readonly edit: (part: Partial<FlagDraft>) => void
}

/** What a flag is in all environments; what decides something for people comes first. */
export function FlagFields({ type, draft, isEditable, edit }: FlagFieldsProps) {
  return (
    <Stack gap="md">
      <VariantFields
        variants={draft.variants}
        isReadOnly={!isEditable}
        onChange={(variants) => edit({ variants })}
        problemOf={(place, part) => problemOf(type, draft, { place, part })}
      />
      <Switch
        label={m.flag_settings_client()}
        description={m.flag_settings_client_hint()}
        disabled={!isEditable}
        checked={draft.clientVisible}
        onChange={({ currentTarget }) => edit({ clientVisible: currentTarget.checked })}
      />
      <Textarea
        autosize
        minRows={2}
        label={m.flag_settings_description()}
        readOnly={!isEditable}
        value={draft.description}
        onChange={({ currentTarget }) => edit({ description: currentTarget.value })}
      />
      <TextInput
        label={m.flag_settings_owner()}
        description={m.flag_settings_owner_hint()}
        readOnly={!isEditable}
        value={draft.owner}
        onChange={({ currentTarget }) => edit({ owner: currentTarget.value })}
      />
      <TagsInput
        label={m.flag_settings_tags()}
        readOnly={!isEditable}
        value={[...draft.tags]}
        onChange={(tags) => edit({ tags: tags.toSorted() })}
      />
      <Select
        label={m.flag_settings_lifetime()}
        description={m.flag_settings_lifetime_hint()}
        data={LIFETIMES.map((value) => ({ value, label: LIFETIME_NAMES[value]() }))}
        allowDeselect={false}
        readOnly={!isEditable}
        value={draft.lifetime}
        onChange={(value) => edit({ lifetime: value === 'temporary' ? 'temporary' : 'permanent' })}
      />
      {isEditable && (
        <TimeInput
          label={m.flag_settings_expected_end()}
          time={draft.expectedEndAt}
          onChange={(time) => edit({ expectedEndAt: time ?? null })}
        />
      )}
    </Stack>
  )
}

interface Place {
  readonly place: number
  readonly part: 'name' | 'value'
}

function problemOf(type: FlagView['type'], { variants }: FlagDraft, { place, part }: Place): string | null {
  const variant = variants[place]
  if (variant === undefined) return null
  return part === 'name' ? problemOfName(variant.name, variants) : problemOfValue(variant.value, type)
}
