import * as z from 'zod/mini'
import { type JsonObject, parseJson } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { readQueryField } from './query-field.ts'
import { readBody } from './read-body.ts'

/** What the seed's route is asked. */
export interface ClassicRequest {
  readonly user_id: string
  readonly flag_name: string
  /** Where the person is, by a server's word; empty where nothing is said. */
  readonly country: string
}

export type ClassicRead =
  | { readonly ok: true; readonly value: ClassicRequest }
  | { readonly ok: false; readonly status: number; readonly body: JsonObject }

const FIELDS = ['user_id', 'flag_name', 'country'] as const

/** An absent field is empty, as in the seed. */
const text = (maxLength: number) => z._default(z.string().check(z.maxLength(maxLength)), '')

const classicRequestSchema = z.strictObject({
  user_id: text(LIMITS.targetingKeyLength),
  flag_name: text(LIMITS.flagKeyLength),
  country: text(LIMITS.textLength),
})

/** The fields of a GET's query, or of a POST's JSON body. */
export async function readClassicRequest(request: Request): Promise<ClassicRead> {
  if (request.method !== 'POST') return readQuery(request.url)
  const body = await readBody(request)
  if (body === undefined) return refusedWith('Corpo da requisição grande demais', 413)
  const json = parseJson(body)
  return json.ok ? readFields(json.value) : refusedWith('Corpo da requisição inválido')
}

/** The first of several equal names counts, as in the seed; other names are not ours. */
function readQuery(url: string): ClassicRead {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  const given: Record<string, string> = {}
  for (const field of FIELDS) {
    const value = readQueryField(query, field)
    if (value === 'malformed') return refusedWith(`${field}: malformed percent-encoding`)
    if (value !== undefined) given[field] = value.text
  }
  return readFields(given)
}

function readFields(given: unknown): ClassicRead {
  const fields = parseWith<ClassicRequest>(classicRequestSchema, given)
  if (!fields.ok) return refusedWith(describeProblems(fields.problems))
  const { user_id, flag_name } = fields.value
  return user_id === '' || flag_name === '' ? refusedWith('user_id e flag_name são obrigatórios') : fields
}

function refusedWith(error: string, status = 400): ClassicRead {
  return { ok: false, status, body: { error } }
}
