import type { FlagType, Variant } from '../../../shared/contracts/flag.ts'
import { m } from '../i18n/compiled/messages.js'

/** A variant as it stands in a form. */
export interface DraftVariant {
  /** Of the row, for as long as the form is open. */
  readonly id: string
  readonly name: string
  /** As typed. */
  readonly value: string
}

export const TYPE_NAMES: Readonly<Record<FlagType, () => string>> = {
  boolean: m.variants_type_boolean,
  string: m.variants_type_string,
  number: m.variants_type_number,
  json: m.variants_type_json,
}

/** The same in a word, for lists. */
export const TYPE_WORDS: Readonly<Record<FlagType, () => string>> = {
  boolean: m.variants_kind_boolean,
  string: m.variants_kind_string,
  number: m.variants_kind_number,
  json: m.variants_kind_json,
}

export function newVariant(): DraftVariant {
  return { id: crypto.randomUUID(), name: '', value: '' }
}

/** A text stands for itself; all else is written as JSON. */
export function draftOfVariant(type: FlagType, { name, value }: Variant): DraftVariant {
  return { id: name, name, value: type === 'string' && typeof value === 'string' ? value : JSON.stringify(value) }
}

/** @returns `undefined` for what is no value of that type */
export function variantOf(type: FlagType, { name, value: text }: DraftVariant): Variant | undefined {
  const value = readValue(type, text)
  return value === undefined ? undefined : { name: name.trim(), value: value as Variant['value'] }
}

export function problemOfName(name: string, variants: readonly DraftVariant[]): string | null {
  const same = variants.filter((variant) => variant.name.trim() === name.trim())
  return name.trim() === '' || same.length > 1 ? m.variants_name_required() : null
}

export function problemOfValue(text: string, type: FlagType): string | null {
  return readValue(type, text) === undefined ? m.variants_value_invalid({ type: TYPE_NAMES[type]() }) : null
}

function readValue(type: FlagType, text: string): unknown {
  if (type === 'string') return text
  const value = parseOrUndefined(text)
  return type === 'json' || typeof value === type ? value : undefined
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
