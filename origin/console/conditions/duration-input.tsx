import { Group, NumberInput, Select } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'
import { DURATION_UNITS, joinDuration, splitDuration, unitText } from '../words/duration-text.ts'

export interface DurationInputProps {
  readonly durationMs: number
  readonly onChange: (durationMs: number) => void
}

export function DurationInput({ durationMs, onChange }: DurationInputProps) {
  const { amount, unit } = splitDuration(durationMs)
  return (
    <Group gap="xs" wrap="nowrap">
      <NumberInput
        label={m.conditions_duration()}
        w={90}
        min={1}
        allowDecimal={false}
        value={amount}
        onChange={(value) => onChange(joinDuration({ amount: Number(value), unit }))}
      />
      <Select
        label={m.conditions_unit()}
        w={120}
        allowDeselect={false}
        data={DURATION_UNITS.map(([name]) => ({ value: name, label: unitText(name) }))}
        value={unit}
        onChange={(name) => {
          const chosen = DURATION_UNITS.find(([known]) => known === name)
          if (chosen !== undefined) onChange(joinDuration({ amount, unit: chosen[0] }))
        }}
      />
    </Group>
  )
}
