import { m } from '../i18n/compiled/messages.js'

const KNOWN: Readonly<Record<string, () => string>> = {
  targetingKey: m.words_attribute_targeting_key,
  'geo.country': m.words_attribute_country,
  'geo.region': m.words_attribute_region,
  'geo.city': m.words_attribute_city,
  'geo.continent': m.words_attribute_continent,
  'geo.timezone': m.words_attribute_timezone,
}

/** What every context may have, the place of a request first. */
export const KNOWN_ATTRIBUTES: readonly string[] = [
  'geo.country',
  'geo.region',
  'geo.city',
  'geo.continent',
  'geo.timezone',
  'targetingKey',
]

export function attributeText(attribute: string): string {
  return Object.hasOwn(KNOWN, attribute) ? (KNOWN[attribute]?.() ?? attribute) : attribute
}
