import type { JsonValue } from '../../shared/contracts/json.ts'
import { type LoadedEnvironment, ageOf } from '../ruleset/environment-state.ts'

export type HeaderFields = Readonly<Record<string, string>>

const UNCACHED_JSON = { 'content-type': 'application/json', 'cache-control': 'no-store' } as const

/** A JSON answer that no cache keeps. */
export function answerJson(status: number, body: JsonValue, headers?: HeaderFields): Response {
  return answerText(status, JSON.stringify(body), { ...UNCACHED_JSON, ...headers })
}

/** @param headers  all of them; copied */
export function answerText(status: number, body: string | null, headers: HeadersInit): Response {
  return new Response(body, { status, headers })
}

/**
 * Which ruleset decided, how long ago it was last known to be the newest, and which tier said so: every decision is made
 * from memory, so that is what tells them apart.
 */
export function rulesetHeaders(environment: LoadedEnvironment, nowMs: number): HeaderFields {
  return {
    'x-togglemaster-version': String(environment.ruleset.version),
    'x-togglemaster-age-ms': String(ageOf(environment, nowMs)),
    'x-togglemaster-source': sourceOf(environment),
  }
}

/** Headers of a JSON answer that a ruleset decided; to be used up, or added to, before the next ones are asked for. */
export type MakeHeaders = (environment: LoadedEnvironment, nowMs: number) => Headers

/** Makes headers only where they differ from those before: an answer copies them, which costs less than reading them. */
export function createRulesetHeaders(): MakeHeaders {
  let last = { version: -1, ageMs: -1, source: '', headers: new Headers() }
  return (environment, nowMs) => {
    const { version } = environment.ruleset
    const ageMs = ageOf(environment, nowMs)
    const source = sourceOf(environment)
    if (last.version !== version || last.ageMs !== ageMs || last.source !== source) {
      const headers = new Headers({ ...UNCACHED_JSON, ...rulesetHeaders(environment, nowMs) })
      last = { version, ageMs, source, headers }
    }
    return last.headers
  }
}

function sourceOf({ source }: LoadedEnvironment): string {
  return source ?? 'redis'
}
