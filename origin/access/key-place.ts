import { FORGED_CURSOR } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'
import type { KeyPlace } from './key-repository.ts'

/** Writes down where a page of keys ended, for its cursor. */
export function keyPlaceOf({ createdAtMs, id }: KeyPlace): string {
  return `${createdAtMs} ${id}`
}

export function openKeyPlace(place: string | undefined): KeyPlace | undefined {
  if (place === undefined) return undefined
  const match = /^(\d{1,16}) ([a-z0-9]{12})$/.exec(place)
  if (match === null) throw invalidQuery('cursor', FORGED_CURSOR)
  const [, createdAtMs, id = ''] = match
  return { createdAtMs: Number(createdAtMs), id }
}
