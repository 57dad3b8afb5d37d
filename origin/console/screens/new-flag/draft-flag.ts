import type { FlagType } from '../../../../shared/contracts/flag.ts'
import { m } from '../../i18n/compiled/messages.js'
import { type DraftVariant, TYPE_NAMES, variantOf } from '../../variants/draft-variant.ts'

/** A flag as it stands in the form. */
export interface DraftFlag {
  readonly key: string
  readonly type: FlagType
  readonly description: string
  readonly tags: string[]
  readonly clientVisible: boolean
  readonly variants: DraftVariant[]
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

/** What the API takes. */
export function flagOf({ key, type, description, tags, clientVisible, variants }: DraftFlag) {
  return {
    key: key.trim(),
    type,
    tags,
    clientVisible,
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    // A value that cannot be read was refused by the form.
    ...(type === 'boolean' ? {} : { variants: variants.flatMap((variant) => variantOf(type, variant) ?? []) }),
  }
}
