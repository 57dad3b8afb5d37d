import { currentLocale } from './locale.ts'

const RELATIVE_UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const
const HOUR_MS = 3_600_000
const HOURS_PER_DAY = 24
/** From here on a date says more than a number of days. */
const RELATIVE_UP_TO_MS = 14 * 86_400_000

/** A time in the reader's zone, such as `24 Nov 2026, 12:58`. */
export function formatTime(time: string | number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))
}

/** How long ago, such as `2 minutes ago`; a date where it is long. */
export function formatAgo(time: string | number, nowMs: number): string {
  const elapsedMs = new Date(time).getTime() - nowMs
  if (Math.abs(elapsedMs) > RELATIVE_UP_TO_MS) return formatTime(time)
  const relative = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' })
  const [unit, unitMs] = RELATIVE_UNITS.find(([, ms]) => Math.abs(elapsedMs) >= ms) ?? (['second', 1_000] as const)
  return relative.format(Math.round(elapsedMs / unitMs), unit)
}

/** How long ago, by the clock of this machine. */
export function formatSince(time: string): string {
  return formatAgo(time, Date.now())
}

/** Which hour it was: `this hour`, `3 hours ago`, a date where it is long ago. For what is known by the hour alone. */
export function formatHour(hour: string, nowMs: number): string {
  const hours = Math.floor(nowMs / HOUR_MS) - Math.floor(Date.parse(hour) / HOUR_MS)
  if (hours >= HOURS_PER_DAY) return formatAgo(hour, nowMs)
  return new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' }).format(-hours, 'hour')
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(currentLocale()).format(value)
}

/** A short number for a narrow place: `12k`, `3.4M`. */
export function formatCompact(value: number): string {
  return new Intl.NumberFormat(currentLocale(), { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** @param share  in [0, 1] */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(currentLocale(), { style: 'percent', maximumFractionDigits: 3 }).format(share)
}

/** The zone that times are shown in, such as `America/Sao_Paulo`. */
export function readerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
