import { Group, Select } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'
import { type Rule, withPart } from '../../../changes/draft.ts'
import { type GroupView, useGroups } from '../../../api/use-choices.ts'

export interface GroupReferencesProps {
  readonly rule: Rule
  readonly onChange: (rule: Rule) => void
}

/** Between a group and its slot, in a choice; no key has it. */
const OF = '/'

/** The slot of an exclusion group that a rule keeps to, and the holdout it leaves alone; nothing where a project has neither. */
export function GroupReferences({ rule, onChange }: GroupReferencesProps) {
  const groups = useGroups()
  const slots = groups.filter(({ kind }) => kind === 'exclusion').flatMap(slotChoices)
  const holdouts = groups.filter(({ kind }) => kind === 'holdout').map(({ key, name }) => ({ value: key, label: name }))
  const slot = rule.group === undefined ? null : rule.group.key + OF + rule.group.slot
  return (
    <Group gap="xs" align="flex-end">
      {(slots.length > 0 || slot !== null) && (
        <Select
          label={m.flag_detail_slot_label()}
          w={{ base: '100%', xs: 280 }}
          clearable
          placeholder={m.flag_detail_none()}
          data={withCurrent(slots, slot)}
          value={slot}
          onChange={(value) => onChange(withPart(rule, 'group', slotOf(value)))}
        />
      )}
      {(holdouts.length > 0 || rule.holdout !== undefined) && (
        <Select
          label={m.flag_detail_holdout_label()}
          w={{ base: '100%', xs: 280 }}
          clearable
          placeholder={m.flag_detail_none()}
          data={withCurrent(holdouts, rule.holdout ?? null)}
          value={rule.holdout ?? null}
          onChange={(value) => onChange(withPart(rule, 'holdout', value ?? undefined))}
        />
      )}
    </Group>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}

function slotChoices({ key, name, slots }: GroupView): readonly Choice[] {
  return slots.map((slot) => ({ value: key + OF + slot.key, label: `${name}: ${slot.key}` }))
}

function slotOf(value: string | null): Rule['group'] | undefined {
  const [key, slot] = value?.split(OF) ?? []
  return key === undefined || slot === undefined ? undefined : { key, slot }
}

/** What a rule has is shown also while the groups are on their way. */
function withCurrent(choices: readonly Choice[], current: string | null): Choice[] {
  const isKnown = current === null || choices.some(({ value }) => value === current)
  return isKnown ? [...choices] : [...choices, { value: current, label: current }]
}
