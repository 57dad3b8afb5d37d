import { parseJson } from '../../shared/contracts/json.ts'
import { invalidQuery } from './query.ts'

/** One page of a list. `after` is where the page before ended; what it holds is the list's own affair. */
export interface PageRequest {
  readonly limit: number
  readonly after: string | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Opaque; absent on the last page. */
  readonly nextCursor?: string
}

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** A limit out of range is clamped to 1 … 200; one that is no whole number, like a forged cursor, is refused. */
export function readPage(query: { readonly limit?: string; readonly cursor?: string }): PageRequest {
  return { limit: readLimit(query.limit), after: query.cursor === undefined ? undefined : openCursor(query.cursor) }
}

/**
 * @param rows  up to one more than the limit, which tells whether there is another page
 * @param placeOf  what a cursor to the row behind it holds
 */
export function toPage<Row, T>(
  rows: readonly Row[],
  { limit }: PageRequest,
  { placeOf, viewOf }: { readonly placeOf: (row: Row) => string; readonly viewOf: (row: Row) => T },
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map(viewOf)
  return rows.length <= limit || last === undefined ? { items } : { items, nextCursor: sealCursor(placeOf(last)) }
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT
  const limit = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isInteger(limit)) throw invalidQuery('limit', 'expected a whole number')
  return Math.min(Math.max(limit, 1), MAX_LIMIT)
}

function sealCursor(place: string): string {
  return Buffer.from(JSON.stringify(['after', place])).toString('base64url')
}

/** A cursor is not secret: one that a caller makes up well only starts their own list elsewhere. */
function openCursor(cursor: string): string {
  const json = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'))
  const opened: unknown = json.ok ? json.value : undefined
  if (!Array.isArray(opened) || opened.length !== 2 || opened[0] !== 'after' || typeof opened[1] !== 'string') {
    throw invalidQuery('cursor', 'expected a cursor that a page gave')
  }
  return opened[1]
}
