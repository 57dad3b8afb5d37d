import { Group, NumberInput, TextInput } from '@mantine/core'
import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import { assertNever } from '../../../shared/contracts/assert-never.ts'
import { m } from '../i18n/compiled/messages.js'
import { CountInput } from './count-input.tsx'
import { DurationInput } from './duration-input.tsx'
import { OPERATOR_FORMS } from './operator-forms.ts'
import { ScalarsInput } from './scalars-input.tsx'
import { TimeInput } from '../blocks/time-input.tsx'

export interface OperandInputProps {
  readonly condition: AttributeCondition
  readonly onChange: (condition: AttributeCondition) => void
}

const WIDTH = { base: '100%', xs: 220 }
const NARROW = 110

/** What the attribute is compared with, by the operator. */
export function OperandInput({ condition, onChange }: OperandInputProps) {
  const operand: Readonly<Record<string, unknown>> = { ...condition }
  const form = OPERATOR_FORMS[condition.operator].operand
  const set = (part: object): void => onChange({ ...condition, ...part })
  const text = (name: string, label: string) => (
    <TextInput
      label={label}
      w={WIDTH}
      value={textOf(operand[name])}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
    />
  )
  const number = (name: string, label: string) => (
    <NumberInput
      label={label}
      w={form === 'number' ? WIDTH : NARROW}
      value={Number(operand[name] ?? 0)}
      onChange={(value) => set({ [name]: Number(value) })}
    />
  )
  switch (form) {
    case 'nothing':
      return null
    case 'scalar':
    case 'scalars':
    case 'texts':
      return <ScalarsInput condition={condition} isTextOnly={form === 'texts'} onChange={set} />
    case 'number':
      return number('value', m.conditions_value())
    case 'span':
      return (
        <Group gap="xs">
          {number('min', m.conditions_min())}
          {number('max', m.conditions_max())}
        </Group>
      )
    case 'count':
      return <CountInput condition={condition} onChange={onChange} />
    case 'modulo':
      return (
        <Group gap="xs">
          {number('divisor', m.conditions_divisor())}
          {number('remainder', m.conditions_remainder())}
        </Group>
      )
    case 'instant':
      return (
        <TimeInput
          label={m.conditions_value()}
          time={operand['value']}
          onChange={(value) => set({ value: value ?? '' })}
        />
      )
    case 'duration':
      return <DurationInput durationMs={Number(operand['durationMs'])} onChange={(durationMs) => set({ durationMs })} />
    case 'version':
      return text('value', m.conditions_version())
    case 'range':
      return text('range', m.conditions_version_range())
    case 'pattern':
      return text('pattern', m.conditions_pattern())
    default:
      return assertNever(form)
  }
}

function textOf(operand: unknown): string {
  return typeof operand === 'string' ? operand : ''
}
