import { type JsonObject, type JsonValue, isJsonObject } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { member, refuse } from './classic-input.ts'
import type { ClassicRules } from './classic-rule.ts'

/** What a `request.cf.country` can be: ISO 3166-1 in capitals, and Cloudflare's `T1` for Tor. */
const COUNTRY = /^[A-Z][A-Z0-9]$/

/**
 * Reads `rules`. The seed stored `{"type":"percentage"}` and turned the flag off for everyone; here what is not
 * exactly one of its three forms is refused, and nothing is stored.
 */
export function readClassicRules(value: JsonValue): ClassicRules {
  if (!isJsonObject(value)) return refuse("'rules' deve ser um objeto JSON")
  switch (member(value, 'type')) {
    case 'PERCENTAGE':
      return { type: 'PERCENTAGE', value: readPercentage(onlyWith(value, 'value')) }
    case 'USER_LIST':
      return { type: 'USER_LIST', values: readTexts(onlyWith(value, 'values'), 'values', isUserId) }
    case 'LOCATION':
      return { type: 'LOCATION', countries: readTexts(onlyWith(value, 'countries'), 'countries', isCountry) }
    default:
      return refuse("'rules.type' deve ser PERCENTAGE, USER_LIST ou LOCATION")
  }
}

function onlyWith(rules: JsonObject, name: string): JsonObject {
  const stranger = Object.keys(rules).find((given) => given !== 'type' && given !== name)
  return stranger === undefined ? rules : refuse(`Campo desconhecido: 'rules.${stranger}'`)
}

function readPercentage(rules: JsonObject): number {
  const value = member(rules, 'value')
  if (typeof value === 'number' && value >= 0 && value <= 100) return value
  return refuse("'rules.value' deve ser um número de 0 a 100")
}

function readTexts(rules: JsonObject, name: string, accepts: (text: string) => boolean): readonly string[] {
  const values = member(rules, name)
  if (!Array.isArray(values) || values.length === 0 || values.length > LIMITS.operandsPerCondition) {
    return refuse(`'rules.${name}' deve ser uma lista de 1 a ${LIMITS.operandsPerCondition} textos`)
  }
  return values.map((value: unknown, i) => {
    if (typeof value === 'string' && accepts(value)) return value
    return refuse(`'rules.${name}[${i}]' não é aceito: ${EXPECTED[name] ?? 'texto esperado'}`)
  })
}

const EXPECTED: Readonly<Record<string, string>> = {
  values: `esperado um texto de 1 a ${LIMITS.operandLength} caracteres`,
  countries: 'esperado um código ISO 3166 de duas letras maiúsculas, por exemplo BR',
}

function isUserId(text: string): boolean {
  return text !== '' && text.length <= LIMITS.operandLength
}

function isCountry(text: string): boolean {
  return COUNTRY.test(text)
}
