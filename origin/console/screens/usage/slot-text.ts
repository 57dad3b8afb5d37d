import { currentLocale } from '../../i18n/locale.ts'
import type { SlotUnit } from './time-slots.ts'

const FORMATS = {
  minute: { dateStyle: 'short', timeStyle: 'short' },
  hour: { weekday: 'short', day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: '2-digit', month: 'short' },
} as const

/** When a slot begins, in the reader's zone. */
export function formatSlot(startMs: number, unit: SlotUnit): string {
  return new Intl.DateTimeFormat(currentLocale(), FORMATS[unit]).format(startMs)
}

/** The same on an axis, where little room is. */
export function formatTick(startMs: number, lengthMs: number): string {
  const isLong = lengthMs > 2 * 86_400_000
  const format = isLong
    ? ({ day: '2-digit', month: 'short' } as const)
    : ({ hour: '2-digit', minute: '2-digit' } as const)
  return new Intl.DateTimeFormat(currentLocale(), format).format(startMs)
}
