/** A point in time as people write it: ISO 8601 text, or epoch milliseconds. */
export type Instant = string | number

const MS_PER_DAY = 86_400_000
/** The span of JavaScript's own dates; beyond it nothing could be shown to anybody. */
const MAX_MS = 8.64e15
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}))?$/

/**
 * Reads a point in time. Texts are ISO 8601: a calendar date (midnight UTC), or date and time with `Z` or an offset. A
 * time without either is refused, since it is another instant in every place. `Date.parse` is not asked: what it takes
 * differs between runtimes.
 * @returns epoch milliseconds, an integer for texts; `undefined` when it is no point in time
 */
export function parseInstant(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.abs(value) <= MAX_MS ? value : undefined
  if (typeof value !== 'string') return undefined
  const match = SHAPE.exec(value)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const offsetMinutes = readOffset(match[8] ?? 'Z')
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59 || offsetMinutes === undefined) return undefined
  const fractionMs = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const timeMs = ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1_000 + fractionMs
  return daysSinceEpoch(year, month, day) * MS_PER_DAY + timeMs
}

/** Minutes east of UTC; `undefined` when there is no such offset. */
function readOffset(text: string): number | undefined {
  if (text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(4))
  if (hours > 23 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Proleptic Gregorian. Source: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
