import * as z from 'zod/mini'

/** A moment as answers say it: ISO 8601 in UTC, with milliseconds. */
export const timeSchema = z.iso.datetime()

/** A moment as people give it: ISO 8601 with an offset. */
export const timeInputSchema = z.iso.datetime({
  offset: true,
  error: 'expected an ISO 8601 time, for example 2027-01-31T00:00:00Z',
})

export function timeOf(atMs: number): string {
  return new Date(atMs).toISOString()
}

/** Of a time that `timeInputSchema` accepted. */
export function millisecondsOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time)
}

export function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : timeOf(atMs)
}
