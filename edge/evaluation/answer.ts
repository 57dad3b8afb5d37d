import type { JsonValue } from '../../shared/contracts/json.ts'
import { type LoadedEnvironment, ageOf } from '../ruleset/environment-state.ts'

export type HeaderFields = Readonly<Record<string, string>>

/** A JSON answer that no cache keeps. */
export function answerJson(status: number, body: JsonValue, headers?: HeaderFields): Response {
  return answerText(status, JSON.stringify(body), headers)
}

export function answerText(status: number, body: string | null, headers?: HeaderFields): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}

/**
 * Which ruleset decided, how long ago it was last known to be the newest, and which tier said so: every decision is made
 * from memory, so that is what tells them apart.
 */
export function rulesetHeaders(environment: LoadedEnvironment, nowMs: number): HeaderFields {
  return {
    'x-togglemaster-version': String(environment.ruleset.version),
    'x-togglemaster-age-ms': String(ageOf(environment, nowMs)),
    'x-togglemaster-source': environment.source ?? 'redis',
  }
}
