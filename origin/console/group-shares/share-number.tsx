import { NumberInput, type NumberInputProps } from '@mantine/core'
import { WHOLE } from '../../../shared/contracts/limits.ts'

const PARTS_PER_PERCENT = WHOLE / 100

interface ShareNumberProps extends Pick<NumberInputProps, 'label' | 'description' | 'aria-label' | 'readOnly'> {
  /** In parts of 100 000. */
  readonly share: number
  readonly onChange: (share: number) => void
}

/** A share in percent, to a thousandth of one. */
export function ShareNumber({ share, onChange, ...props }: ShareNumberProps) {
  return (
    <NumberInput
      {...props}
      w={120}
      min={0}
      max={100}
      decimalScale={3}
      suffix=" %"
      value={share / PARTS_PER_PERCENT}
      onChange={(value) => onChange(Math.min(WHOLE, Math.max(0, Math.round(Number(value) * PARTS_PER_PERCENT))))}
    />
  )
}
