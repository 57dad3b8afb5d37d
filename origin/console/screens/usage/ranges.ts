import { m } from '../../i18n/compiled/messages.js'
import type { SlotUnit } from './time-slots.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface UsageRange {
  readonly name: string
  readonly title: () => string
  readonly lengthMs: number
  /** Of what the API counts; a day of the reader is a sum of hours, since the API's days are those of UTC. */
  readonly step: 'minute' | 'hour'
  readonly unit: SlotUnit
  readonly refreshMs: number
}

const DAY: UsageRange = {
  name: '24h',
  title: m.usage_range_day,
  lengthMs: DAY_MS,
  step: 'hour',
  unit: 'hour',
  refreshMs: 60_000,
}

export const RANGES: readonly UsageRange[] = [
  {
    ...DAY,
    name: '1h',
    title: m.usage_range_hour,
    lengthMs: HOUR_MS,
    step: 'minute',
    unit: 'minute',
    refreshMs: 10_000,
  },
  DAY,
  { ...DAY, name: '7d', title: m.usage_range_week, lengthMs: 7 * DAY_MS },
  { ...DAY, name: '30d', title: m.usage_range_month, lengthMs: 30 * DAY_MS, unit: 'day' },
]

/** @param name  as the address has it; a day, where it has none or one that is not known */
export function rangeOf(name: string | null): UsageRange {
  return RANGES.find((range) => range.name === name) ?? DAY
}
