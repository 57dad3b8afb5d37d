import { type JsonObject, type JsonValue, isJsonObject } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { problemOfName } from '../../shared/contracts/name.ts'
import { OriginError } from '../errors/origin-error.ts'

/** Refuses a body in the seed's way: 400 and one sentence that names the field. */
export function refuse(sentence: string): never {
  throw new OriginError('classic_refused', sentence)
}

/**
 * The body as an object with no members but these. What the seed's own objects hold besides (`id`, `created_at` …) may
 * be sent back and means nothing, as it did there.
 */
export function readObject(body: unknown, members: readonly string[], sentenceForNone: string): JsonObject {
  if (body === undefined || body === null) refuse(sentenceForNone)
  if (!isJsonObject(body)) refuse('Corpo da requisição inválido')
  if (Object.keys(body).length === 0) refuse(sentenceForNone)
  const stranger = Object.keys(body).find((name) => !members.includes(name) && !ECHOED.has(name))
  if (stranger !== undefined) refuse(`Campo desconhecido: '${stranger}'`)
  return body
}

const ECHOED: ReadonlySet<string> = new Set(['id', 'name', 'flag_name', 'created_at', 'updated_at'])

/** Own members only: `constructor` is a name like any other. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

export function readBoolean(object: JsonObject, name: string): boolean | undefined {
  const value = member(object, name)
  if (value === undefined || typeof value === 'boolean') return value
  return refuse(`'${name}' deve ser true ou false`)
}

export function readDescription(object: JsonObject): string | null | undefined {
  const value = member(object, 'description')
  if (value === undefined || value === null) return value
  if (typeof value !== 'string') return refuse("'description' deve ser um texto ou null")
  if (value.length <= LIMITS.textLength && value.isWellFormed()) return value
  return refuse(`'description' deve ter até ${LIMITS.textLength} caracteres Unicode válidos`)
}

/** A flag's name. */
export function readFlagName(object: JsonObject, name: string): string {
  const value = member(object, name)
  if (typeof value !== 'string') return refuse(`'${name}' deve ser um texto`)
  if (value.length <= LIMITS.flagKeyLength && problemOfName(value) === undefined) return value
  return refuse(
    `'${name}' deve ter de 1 a ${LIMITS.flagKeyLength} caracteres, sem espaços nas pontas nem caracteres de controle`,
  )
}
