import * as z from 'zod/mini'
import { parseJson } from '../../shared/contracts/json.ts'

/** One page of a list. `cursor` is where the page before ended; what it holds is the list's own affair. */
export interface PageRequest {
  readonly limit: number
  readonly cursor?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Opaque; absent on the last page. */
  readonly nextCursor?: string
}

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** A limit out of range is clamped to 1 … 200; one that is no whole number, like a forged cursor, is refused. */
const limitSchema = z.pipe(
  z.string().check(z.regex(/^\s*[+-]?\d+(e\d+)?\s*$/i, 'expected a whole number')),
  z.transform((text) => Math.min(Math.max(Number(text), 1), MAX_LIMIT)),
)

const cursorSchema = z.pipe(
  z.string(),
  z.transform((cursor, context) => {
    const place = openCursor(cursor)
    if (place !== undefined) return place
    context.issues.push({ code: 'custom', input: cursor, message: FORGED_CURSOR })
    return z.NEVER
  }),
)

export const FORGED_CURSOR = 'expected a cursor that a page gave'

/** The parameters of every list, to be spread into the schema of its query. */
export const pageParameters = {
  limit: z._default(limitSchema, DEFAULT_LIMIT),
  cursor: z.exactOptional(cursorSchema),
}

export const pageQuerySchema: z.ZodMiniType<PageRequest> = z.strictObject(pageParameters)

/** What a list answers. */
export function pageSchema<T>(item: z.ZodMiniType<T>): z.ZodMiniType<Page<T>> {
  return z.strictObject({ items: z.array(item), nextCursor: z.exactOptional(z.string()) })
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

function sealCursor(place: string): string {
  return Buffer.from(JSON.stringify(['after', place])).toString('base64url')
}

/** A cursor is not secret: one that a caller makes up well only starts their own list elsewhere. */
function openCursor(cursor: string): string | undefined {
  const json = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'))
  const opened: unknown = json.ok ? json.value : undefined
  if (!Array.isArray(opened) || opened.length !== 2 || opened[0] !== 'after') return undefined
  return typeof opened[1] === 'string' ? opened[1] : undefined
}
