const MILLISECONDS = /^\d{1,15}$/
const ISO = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/
/** The end of the year 9999: the last that ISO 8601 writes with four digits. */
const LAST_MS = 253_402_300_799_999

/**
 * Reads a moment: ISO 8601 with its offset, a date alone (its UTC midnight), or milliseconds since 1970.
 * @returns milliseconds in 1970 … 9999; `undefined` for anything else, also for the 30th of February
 */
export function parseInstant(text: string): number | undefined {
  const atMs = MILLISECONDS.test(text) ? Number(text) : parseIso(text)
  return atMs !== undefined && atMs >= 0 && atMs <= LAST_MS ? atMs : undefined
}

function parseIso(text: string): number | undefined {
  const date = ISO.exec(text)?.[1]
  if (date === undefined) return undefined
  const midnight = new Date(date)
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return undefined
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : atMs
}
