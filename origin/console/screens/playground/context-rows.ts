import type { JsonObject, JsonValue } from '../../../../shared/contracts/json.ts'

export const ROW_KINDS = ['text', 'number', 'boolean', 'json'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** One attribute in the form. Its path is dotted: `geo.country` is `country` inside of `geo`. */
export interface ContextRow {
  readonly path: string
  readonly kind: RowKind
  /** As it was typed. */
  readonly text: string
}

export type RowProblem = 'number' | 'boolean' | 'json' | 'twice'

export type ReadRows =
  | { readonly ok: true; readonly context: JsonObject }
  | { readonly ok: false; readonly index: number; readonly problem: RowProblem }

/** Who it is; asked for also where nobody said who. */
export const WHO = 'targetingKey'

/**
 * The attributes one below the other, as they stand in the context.
 * @returns `undefined` for names that no dotted path leads to
 */
export function contextToRows(context: JsonObject): readonly ContextRow[] | undefined {
  return rowsOf(context, '')
}

/** What the form says; a row without a value says nothing, nor does one whose name is not written to its end, as `geo.` is. */
export function rowsToContext(rows: readonly ContextRow[]): ReadRows {
  const context: JsonObject = {}
  for (const [index, row] of rows.entries()) {
    const path = row.path.trim().split('.')
    if (!path.every(isName) || row.text.trim() === '') continue
    const value = readValue(row)
    if (value === undefined) return { ok: false, index, problem: problemOf(row.kind) }
    if (!put(context, path, value)) return { ok: false, index, problem: 'twice' }
  }
  return { ok: true, context }
}

function rowsOf(object: JsonObject, prefix: string): readonly ContextRow[] | undefined {
  const rows: ContextRow[] = []
  for (const [name, value] of Object.entries(object)) {
    if (!isName(name) || name.includes('.')) return undefined
    const inner = isBranch(value) ? rowsOf(value, `${prefix}${name}.`) : [{ path: prefix + name, ...shown(value) }]
    if (inner === undefined) return undefined
    rows.push(...inner)
  }
  return rows
}

/** What may stand between two dots of a path. */
function isName(text: string): boolean {
  return text !== '' && text === text.trim()
}

function isBranch(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}

function shown(value: JsonValue): Pick<ContextRow, 'kind' | 'text'> {
  if (typeof value === 'string' && value.trim() !== '') return { kind: 'text', text: value }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  return { kind: typeof value === 'boolean' ? 'boolean' : 'json', text: JSON.stringify(value) }
}

function readValue({ kind, text }: ContextRow): JsonValue | undefined {
  if (kind === 'text') return text
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined
  if (kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function problemOf(kind: RowKind): RowProblem {
  return kind === 'text' ? 'json' : kind
}

/** `false` where something else is there already. */
function put(object: JsonObject, path: readonly string[], value: JsonValue): boolean {
  const [name = '', ...rest] = path
  const there = Object.hasOwn(object, name) ? object[name] : undefined
  if (rest.length === 0) {
    if (there !== undefined) return false
    define(object, name, value)
    return true
  }
  if (there !== undefined && !isBranch(there)) return false
  const inner: JsonObject = there ?? {}
  const isPut = put(inner, rest, value)
  if (there === undefined && isPut) define(object, name, inner)
  return isPut
}

/** `__proto__` is a name like any other. */
function define(object: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}
