import { Group, NumberInput } from '@mantine/core'
import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import { m } from '../i18n/compiled/messages.js'
import type { OperandInputProps } from './operand-input.tsx'

const WIDTH_PX = 110

/** Both ends of a number of items, of which one may be absent. */
export function CountInput({ condition, onChange }: OperandInputProps) {
  const { min, max, ...rest } = condition as AttributeCondition & { readonly min?: number; readonly max?: number }
  const set = (part: { readonly min?: number | undefined; readonly max?: number | undefined }): void => {
    const span = Object.entries({ min, max, ...part }).filter(([, value]) => value !== undefined)
    onChange({ ...rest, ...Object.fromEntries(span) } as AttributeCondition)
  }
  return (
    <Group gap="xs">
      <NumberInput
        label={m.conditions_min()}
        w={WIDTH_PX}
        min={0}
        value={min ?? ''}
        onChange={(value) => set({ min: read(value) })}
      />
      <NumberInput
        label={m.conditions_max()}
        w={WIDTH_PX}
        min={0}
        value={max ?? ''}
        onChange={(value) => set({ max: read(value) })}
      />
    </Group>
  )
}

function read(value: string | number): number | undefined {
  return value === '' ? undefined : Number(value)
}
