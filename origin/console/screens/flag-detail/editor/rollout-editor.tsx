import { SegmentedControl, Stack, Text } from '@mantine/core'
import type { Rollout } from '../../../../../shared/contracts/flag.ts'
import { WHOLE } from '../../../../../shared/contracts/limits.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { RampEditor } from './ramp-editor.tsx'
import { ShareInput } from './share-input.tsx'

const MS_PER_HOUR = 3_600_000
const RAMP_MS = 7 * 24 * MS_PER_HOUR

export interface RolloutEditorProps {
  /** Everybody whom the rule matches, when absent. */
  readonly rollout: Rollout | undefined
  readonly onChange: (rollout: Rollout | undefined) => void
}

/** The share of the matching people that a rule takes: fixed, or growing with time. */
export function RolloutEditor({ rollout, onChange }: RolloutEditorProps) {
  const { by, salt } = rollout ?? {}
  const draw = { ...(by === undefined ? {} : { by }), ...(salt === undefined ? {} : { salt }) }
  const isRamp = rollout !== undefined && 'ramp' in rollout
  const share = rollout === undefined || 'ramp' in rollout ? WHOLE : rollout.share
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={m.flag_detail_rollout()}
        style={{ alignSelf: 'flex-start' }}
        value={isRamp ? 'ramp' : 'share'}
        data={[
          { value: 'share', label: m.flag_detail_share_fixed() },
          { value: 'ramp', label: m.flag_detail_share_ramp() },
        ]}
        onChange={(kind) =>
          onChange(
            kind === 'ramp' ? { ...draw, ramp: { mode: 'linear', steps: firstSteps(share, Date.now()) } } : undefined,
          )
        }
      />
      {rollout !== undefined && 'ramp' in rollout ? (
        <RampEditor ramp={rollout.ramp} onChange={(ramp) => onChange({ ...draw, ramp })} />
      ) : (
        <ShareInput
          label={m.flag_detail_rollout()}
          description={m.flag_detail_rollout_hint()}
          share={share}
          // Everybody is no rollout, unless somebody said by what they are drawn.
          onChange={(next) =>
            onChange(next === WHOLE && rollout?.salt === undefined ? undefined : { ...draw, share: next })
          }
        />
      )}
      <Text size="xs" c="dimmed">
        {m.flag_detail_stay()}
      </Text>
    </Stack>
  )
}

/** From a first few to as many as it was, in a week, beginning with the next full hour. */
function firstSteps(share: number, nowMs: number) {
  const startMs = Math.ceil(nowMs / MS_PER_HOUR) * MS_PER_HOUR
  return [
    { at: new Date(startMs).toISOString(), share: Math.round(share / 100) },
    { at: new Date(startMs + RAMP_MS).toISOString(), share },
  ]
}
