import * as z from 'zod/mini'

/** A moment as answers say it: ISO 8601 in UTC, with milliseconds. */
export const timeSchema = z.iso.datetime()

export function timeOf(atMs: number): string {
  return new Date(atMs).toISOString()
}

export function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : timeOf(atMs)
}
