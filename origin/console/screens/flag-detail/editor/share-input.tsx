import { Group, Input, NumberInput, Slider } from '@mantine/core'
import { useId } from 'react'
import { WHOLE } from '../../../../../shared/contracts/limits.ts'

/** One percent, in the parts that shares and weights are counted in. */
export const PERCENT = WHOLE / 100

export interface ShareInputProps {
  readonly label: string
  readonly description?: string
  /** Integer parts of 100 000. */
  readonly share: number
  readonly onChange: (share: number) => void
}

/** A share by a slider, and exactly by a number. */
export function ShareInput({ label, description, share, onChange }: ShareInputProps) {
  const id = useId()
  return (
    <Input.Wrapper label={label} description={description} id={id} maw={520}>
      <Group gap="md" wrap="nowrap" mt={4}>
        <Slider
          flex={1}
          min={0}
          max={100}
          step={1}
          label={null}
          thumbLabel={label}
          value={share / PERCENT}
          onChange={(value) => onChange(Math.round(value * PERCENT))}
        />
        <NumberInput
          id={id}
          w={110}
          min={0}
          max={100}
          decimalScale={3}
          suffix=" %"
          value={share / PERCENT}
          onChange={(value) => onChange(Math.min(WHOLE, Math.round(Number(value) * PERCENT)))}
        />
      </Group>
    </Input.Wrapper>
  )
}
