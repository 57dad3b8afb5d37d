import type { AskedAttribute } from './asked-attributes.ts'
import { type ContextRow, WHO } from './context-rows.ts'

/** A row of one form. */
export interface FormRow extends ContextRow {
  /** The path, where the row has its name for good. */
  readonly id: string
  /** Its name is typed, too. */
  readonly isFree: boolean
}

export function namedRow(row: ContextRow): FormRow {
  return { ...row, id: row.path, isFree: false }
}

/** @param rows  of the form so far */
export function freeRow(rows: readonly FormRow[]): FormRow {
  const free = rows.filter(({ isFree }) => isFree).map(({ id }) => Number(id.slice(1)))
  // No path begins with a dot.
  return { id: `.${Math.max(0, ...free) + 1}`, isFree: true, path: '', kind: 'text', text: '' }
}

/** Who it is first, then what the flag asks for, in places that do not change while somebody types; then the rest. */
export function withAsked(rows: readonly FormRow[], asked: readonly AskedAttribute[]): readonly FormRow[] {
  const who: AskedAttribute = { path: WHO, kind: 'text' }
  const offered = [who, ...asked.filter(({ path }) => path !== WHO)]
  const first = offered.map(
    (attribute) => rows.find(({ id }) => id === attribute.path) ?? namedRow({ ...attribute, text: '' }),
  )
  return [...first, ...rows.filter(({ id }) => !first.some((row) => row.id === id))]
}
