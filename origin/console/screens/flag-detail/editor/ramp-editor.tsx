import { ActionIcon, Button, Group, NumberInput, SegmentedControl } from '@mantine/core'
import type { Ramp, RampStep } from '../../../../../shared/contracts/schedule.ts'
import { parseInstant } from '../../../../../shared/values/instant.ts'
import { Icon } from '../../../blocks/icon.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { FieldGroup } from './field-group.tsx'
import { RampCurve } from './ramp-curve.tsx'
import { PERCENT } from './share-input.tsx'
import { TimeInput } from '../../../blocks/time-input.tsx'

const CROSS = 'M6 6l12 12M18 6L6 18'
const MS_PER_DAY = 86_400_000

export interface RampEditorProps {
  readonly ramp: Ramp
  readonly onChange: (ramp: Ramp) => void
}

/** The steps of a share that grows, and the curve they make. */
export function RampEditor({ ramp, onChange }: RampEditorProps) {
  const { mode, steps } = ramp
  const set = (steps: readonly RampStep[]): void => onChange({ mode, steps })
  return (
    <FieldGroup label={m.flag_detail_share_ramp()}>
      <RampCurve ramp={ramp} />
      <SegmentedControl
        size="xs"
        aria-label={m.flag_detail_ramp_mode()}
        style={{ alignSelf: 'flex-start' }}
        value={mode}
        data={[
          { value: 'linear', label: m.flag_detail_ramp_linear() },
          { value: 'stepped', label: m.flag_detail_ramp_stepped() },
        ]}
        onChange={(value) => onChange({ mode: value === 'stepped' ? 'stepped' : 'linear', steps })}
      />
      {steps.map((step, index) => (
        // A step is known by its place.
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <Group key={index} gap="xs" align="flex-end">
          <TimeInput
            label={m.flag_detail_step_at({ number: index + 1 })}
            time={step.at}
            onChange={(at) => at !== undefined && set(steps.with(index, { ...step, at }))}
          />
          <NumberInput
            label={m.flag_detail_step_share({ number: index + 1 })}
            w={110}
            min={0}
            max={100}
            decimalScale={3}
            suffix=" %"
            value={step.share / PERCENT}
            onChange={(value) => set(steps.with(index, { ...step, share: Math.round(Number(value) * PERCENT) }))}
          />
          {steps.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={m.flag_detail_remove_step({ number: index + 1 })}
              onClick={() => set(steps.toSpliced(index, 1))}
            >
              <Icon d={CROSS} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => set([...steps, nextStep(steps)])}
      >
        {m.flag_detail_add_step()}
      </Button>
    </FieldGroup>
  )
}

/** A day after the last one. */
function nextStep(steps: readonly RampStep[]): RampStep {
  const last = steps.at(-1)
  const lastMs = parseInstant(last?.at) ?? Date.now()
  return { at: new Date(lastMs + MS_PER_DAY).toISOString(), share: last?.share ?? 0 }
}
