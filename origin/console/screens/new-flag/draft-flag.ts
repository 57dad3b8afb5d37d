import type { FlagType, Variant } from '../../../../shared/contracts/flag.ts'
import { m } from '../../i18n/compiled/messages.js'

/** A flag as it stands in the form. */
export interface DraftFlag {
  readonly key: string
  readonly type: FlagType
  readonly description: string
  readonly tags: string[]
  readonly clientVisible: boolean
  readonly variants: DraftVariant[]
}

export interface DraftVariant {
  /** Of the row, for as long as the form is open. */
  readonly id: string
  readonly name: string
  /** As typed. */
  readonly value: string
}

/** What each kind of flag begins with; a boolean flag has its two by itself. */
export const FIRST_VALUES: Readonly<Record<FlagType, readonly (readonly [name: string, value: string])[]>> = {
  boolean: [],
  string: [
    ['control', 'control'],
    ['treatment', 'treatment'],
  ],
  number: [
    ['low', '0.5'],
    ['high', '1.5'],
  ],
  json: [
    ['a', '{}'],
    ['b', '{}'],
  ],
}

export const TYPE_NAMES: Readonly<Record<FlagType, () => string>> = {
  boolean: m.new_flag_type_boolean,
  string: m.new_flag_type_string,
  number: m.new_flag_type_number,
  json: m.new_flag_type_json,
}

/** In the order in which they are offered. */
export const TYPES = Object.keys(TYPE_NAMES) as readonly FlagType[]

export const EMPTY_DRAFT: DraftFlag = {
  key: '',
  type: 'boolean',
  description: '',
  tags: [],
  clientVisible: false,
  variants: [],
}

export function firstVariants(type: FlagType): DraftVariant[] {
  return FIRST_VALUES[type].map(([name, value]) => ({ id: name, name, value }))
}

/** Any Unicode may be in a key: what else is wrong with one, the origin says. */
export function problemOfKey(key: string): string | null {
  return key.trim() === '' ? m.new_flag_key_required() : null
}

export function problemOfName(name: string, { variants }: DraftFlag): string | null {
  const same = variants.filter((variant) => variant.name.trim() === name.trim())
  return name.trim() === '' || same.length > 1 ? m.new_flag_name_required() : null
}

export function problemOfValue(text: string, { type }: DraftFlag): string | null {
  return readValue(type, text) === undefined ? m.new_flag_value_invalid({ type: TYPE_NAMES[type]() }) : null
}

/** What the API takes. */
export function flagOf({ key, type, description, tags, clientVisible, variants }: DraftFlag) {
  return {
    key: key.trim(),
    type,
    tags,
    clientVisible,
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    ...(type === 'boolean' ? {} : { variants: variants.map((variant) => variantOf(type, variant)) }),
  }
}

function variantOf(type: FlagType, { name, value }: DraftVariant): Variant {
  // A value that cannot be read was refused by the form.
  return { name: name.trim(), value: readValue(type, value) as Variant['value'] }
}

function readValue(type: FlagType, text: string): unknown {
  if (type === 'string') return text
  const value = parseOrUndefined(text)
  if (type === 'json') return value
  return typeof value === 'number' ? value : undefined
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
