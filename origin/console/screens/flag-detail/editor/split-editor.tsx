import { Button, Group, NumberInput, Text } from '@mantine/core'
import type { WeightedVariant } from '../../../../../shared/contracts/flag.ts'
import { WHOLE } from '../../../../../shared/contracts/limits.ts'
import type { FlagView } from '../../../api/views.ts'
import { formatShare } from '../../../i18n/format.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { FieldGroup } from './field-group.tsx'
import { PERCENT } from './share-input.tsx'

export interface SplitEditorProps {
  readonly flag: FlagView
  readonly weights: readonly WeightedVariant[]
  readonly onChange: (weights: readonly WeightedVariant[]) => void
}

/** A weight for each variant, with what is missing to 100 %. */
export function SplitEditor({ flag, weights, onChange }: SplitEditorProps) {
  const sum = weights.reduce((total, { weight }) => total + weight, 0)
  const weightOf = (name: string) => weights.find(({ variant }) => variant === name)?.weight ?? 0
  const set = (name: string, weight: number): void => onChange(withWeight(weights, { variant: name, weight }))
  return (
    <FieldGroup label={m.flag_detail_split()}>
      {flag.variants.map(({ name }) => (
        <Group key={name} gap="sm" wrap="nowrap">
          <NumberInput
            label={m.flag_detail_weight_of({ variant: name })}
            w={180}
            min={0}
            max={100}
            decimalScale={3}
            suffix=" %"
            value={weightOf(name) / PERCENT}
            onChange={(value) => set(name, Math.round(Number(value) * PERCENT))}
          />
          {sum !== WHOLE && weightOf(name) + WHOLE - sum >= 0 && (
            <Button size="xs" mt={24} variant="default" onClick={() => set(name, weightOf(name) + WHOLE - sum)}>
              {m.flag_detail_take_rest()}
            </Button>
          )}
        </Group>
      ))}
      <Text size="sm" c={sum === WHOLE ? 'dimmed' : 'var(--mantine-color-error)'} component="output">
        {sum === WHOLE ? m.flag_detail_sums() : m.flag_detail_sums_not({ sum: formatShare(sum / WHOLE) })}
      </Text>
    </FieldGroup>
  )
}

/** Who has no weight stays in, with none: ranges of people are kept in their order. */
function withWeight(weights: readonly WeightedVariant[], changed: WeightedVariant): readonly WeightedVariant[] {
  const isThere = weights.some(({ variant }) => variant === changed.variant)
  if (!isThere) return [...weights, changed]
  return weights.map((each) => (each.variant === changed.variant ? changed : each))
}
