import { m } from '../i18n/compiled/messages.js'
import { currentLocale } from '../i18n/locale.ts'

/** As the edge names the continent of a request. */
export const CONTINENT_NAMES: Readonly<Record<string, () => string>> = {
  AF: m.words_continent_af,
  AN: m.words_continent_an,
  AS: m.words_continent_as,
  EU: m.words_continent_eu,
  NA: m.words_continent_na,
  OC: m.words_continent_oc,
  SA: m.words_continent_sa,
}
const COUNTRY_CODE = /^[A-Z]{2}$/

/** The name of a place that an attribute has by its code; whatever is none is said as it stands. */
export function placeText(attribute: string, value: unknown): string {
  const text = String(value)
  if (attribute === 'geo.continent') return CONTINENT_NAMES[text]?.() ?? text
  return attribute === 'geo.country' && COUNTRY_CODE.test(text) ? countryName(text) : text
}

/** @param code  two capital letters */
export function countryName(code: string): string {
  return new Intl.DisplayNames(currentLocale(), { type: 'region' }).of(code) ?? code
}
