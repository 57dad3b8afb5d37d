import { FORGED_CURSOR } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'

/** Writes down where a page of entries ended, for its cursor. */
export function entryPlaceOf({ id }: { readonly id: number }): string {
  return String(id)
}

export function openEntryPlace(place: string | undefined): number | undefined {
  if (place === undefined) return undefined
  if (!/^\d{1,15}$/.test(place)) throw invalidQuery('cursor', FORGED_CURSOR)
  return Number(place)
}
