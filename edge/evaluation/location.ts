import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { CallerKind } from '../access/authenticate.ts'

/** Where a request comes from, as the rules of a flag see it: `geo.country` and so on. Absent where not known. */
export type Location = Readonly<Partial<Record<(typeof PARTS)[number], string>>>

const PARTS = ['country', 'region', 'city', 'continent', 'timezone'] as const

/** By Cloudflare's own knowledge of the connection. No header is believed: anybody can send one. */
export function locationOf(request: Request): Location {
  const cf: unknown = 'cf' in request ? request.cf : undefined
  if (typeof cf !== 'object' || cf === null) return {}
  const known = PARTS.map((part) => [part, (cf as Record<string, unknown>)[part]] as const)
  return Object.fromEntries(known.filter(([, value]) => typeof value === 'string' && value !== ''))
}

/**
 * The context that decides. A server speaks for somebody else, so its word stands and its own place means nothing; for
 * anybody else the request's place is the only one, whatever the context says.
 */
export function withLocation(context: EvaluationContext, caller: CallerKind, request: Request): EvaluationContext {
  if (caller === 'srv') return context
  const said = Object.entries(context).filter(([name]) => name !== 'geo' && !name.startsWith('geo.'))
  return { ...Object.fromEntries(said), geo: locationOf(request) }
}
