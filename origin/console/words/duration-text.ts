import { currentLocale } from '../i18n/locale.ts'

export const DURATION_UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

export type DurationUnit = (typeof DURATION_UNITS)[number][0]

export interface Duration {
  readonly amount: number
  readonly unit: DurationUnit
}

/** In the largest unit that needs no fraction. */
export function splitDuration(durationMs: number): Duration {
  const [unit, unitMs] = DURATION_UNITS.find(([, ms]) => durationMs % ms === 0) ?? (['second', 1_000] as const)
  return { amount: durationMs / unitMs, unit }
}

export function joinDuration({ amount, unit }: Duration): number {
  return Math.round(amount * (DURATION_UNITS.find(([name]) => name === unit)?.[1] ?? 1))
}

/** Such as `7 days`. */
export function durationText(durationMs: number): string {
  const { amount, unit } = splitDuration(durationMs)
  return new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

export function unitText(unit: DurationUnit): string {
  const parts = new Intl.NumberFormat(currentLocale(), { style: 'unit', unit, unitDisplay: 'long' }).formatToParts(2)
  return parts.find(({ type }) => type === 'unit')?.value ?? unit
}
