import { currentLocale } from '../../i18n/locale.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/** Such as `320 ms`, `1.8 s` or `4 min`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < SECOND_MS) return format(durationMs, 'millisecond', 0)
  if (durationMs < MINUTE_MS) return format(durationMs / SECOND_MS, 'second', 1)
  return format(durationMs / MINUTE_MS, 'minute', 0)
}

function format(value: number, unit: string, maximumFractionDigits: number): string {
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  }).format(value)
}
