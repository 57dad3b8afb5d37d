import { m } from '../../../i18n/compiled/messages.js'

const KNOWN: Readonly<Record<string, () => string>> = {
  targetingKey: m.flag_detail_attribute_targeting_key,
  'geo.country': m.flag_detail_attribute_country,
  'geo.region': m.flag_detail_attribute_region,
  'geo.city': m.flag_detail_attribute_city,
  'geo.continent': m.flag_detail_attribute_continent,
  'geo.timezone': m.flag_detail_attribute_timezone,
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
