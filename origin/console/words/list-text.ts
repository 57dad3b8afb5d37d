import { currentLocale } from '../i18n/locale.ts'

/** A list of ten thousand operands is no sentence. */
const SHOWN_ITEMS = 6

export function orText(items: readonly string[]): string {
  return joined(items, 'disjunction')
}

export function andText(items: readonly string[]): string {
  return joined(items, 'conjunction')
}

function joined(items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  const more = items.length - SHOWN_ITEMS
  const shown = more > 1 ? [...items.slice(0, SHOWN_ITEMS), `+${more}`] : items
  return new Intl.ListFormat(currentLocale(), { type, style: 'long' }).format(shown)
}
