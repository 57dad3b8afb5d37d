import { Text } from '@mantine/core'
import { useState } from 'react'
import { WHOLE } from '../../../../../shared/contracts/limits.ts'
import type { Ramp } from '../../../../../shared/contracts/schedule.ts'
import { parseInstant } from '../../../../../shared/values/instant.ts'
import { formatTime } from '../../../i18n/format.ts'
import { m } from '../../../i18n/compiled/messages.js'
import classes from './ramp-curve.module.css'
import { type CurvePoint, curveOf } from './curve-of.ts'

const WIDTH = 480
const HEIGHT = 110

/** A ramp over its time, with where it is now; the steps below say the same in words. */
export function RampCurve({ ramp }: { readonly ramp: Ramp }) {
  const [nowMs] = useState(Date.now)
  const steps = ramp.steps.map(({ at, share }) => ({ timeMs: parseInstant(at) ?? 0, share }))
  const [first, last] = [steps[0], steps.at(-1)]
  if (first === undefined || last === undefined) return null
  const marginMs = Math.max((last.timeMs - first.timeMs) / 12, 3_600_000)
  const [fromMs, untilMs] = [first.timeMs - marginMs, last.timeMs + marginMs]
  const xOf = (timeMs: number): number => ((timeMs - fromMs) / (untilMs - fromMs)) * WIDTH
  const yOf = (share: number): number => HEIGHT - (share / WHOLE) * HEIGHT
  const nowX = xOf(nowMs)
  const d = curveOf({ mode: ramp.mode, steps, fromMs, untilMs }).map(pathStep(xOf, yOf)).join('')
  return (
    <figure className={classes['figure']}>
      <svg
        viewBox={`0 -6 ${WIDTH} ${HEIGHT + 12}`}
        role="img"
        aria-label={m.flag_detail_curve()}
        className={classes['curve']}
      >
        {[0, WHOLE / 2, WHOLE].map((share) => (
          <line key={share} x1={0} x2={WIDTH} y1={yOf(share)} y2={yOf(share)} className={classes['grid']} />
        ))}
        <path d={d} className={classes['line']} />
        {nowX > 0 && nowX < WIDTH && <line x1={nowX} x2={nowX} y1={0} y2={HEIGHT} className={classes['now']} />}
      </svg>
      <Text size="xs" c="dimmed" component="figcaption" className={classes['caption']}>
        <span>{formatTime(first.timeMs)}</span>
        <span>0–100 %</span>
        <span>{formatTime(last.timeMs)}</span>
      </Text>
    </figure>
  )
}

function pathStep(xOf: (timeMs: number) => number, yOf: (share: number) => number) {
  return ({ timeMs, share }: CurvePoint, i: number): string =>
    `${i === 0 ? 'M' : 'L'}${xOf(timeMs).toFixed(1)} ${yOf(share).toFixed(1)}`
}
