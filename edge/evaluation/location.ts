import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { CallerKind } from '../access/authenticate.ts'

/** Where a request comes from, as the rules of a flag see it: `geo.country` and so on. Absent where not known. */
export type Location = Readonly<Partial<Record<(typeof PARTS)[number], string>>>

const PARTS = ['country', 'region', 'city', 'continent', 'timezone'] as const

/** By Cloudflare's own knowledge of the connection. No header is believed: anybody can send one. */
export function locationOf(request: Request): Location {
  const cf: unknown = 'cf' in request ? request.cf : undefined
  if (typeof cf !== 'object' || cf === null) return {}
  const location: Partial<Record<(typeof PARTS)[number], string>> = {}
  for (const part of PARTS) {
    const value = (cf as Record<string, unknown>)[part]
    if (typeof value === 'string' && value !== '') location[part] = value
  }
  return location
}

/**
 * The context that decides a flag which reads `geo`; any other is decided alike by the one that was sent, and nobody has
 * to find out where the request comes from. A server speaks for somebody else, so its word stands and its own place
 * means nothing; for anybody else the request's place is the only one, whatever the context says.
 */
export function withLocation(context: EvaluationContext, caller: CallerKind, request: Request): EvaluationContext {
  if (caller === 'srv') return context
  // Copied as it stands where nothing is to be left out, which is nearly always; a spread keeps `__proto__` a name.
  const said = Object.keys(context).some(saysPlace) ? withoutPlace(context) : context
  return { ...said, geo: locationOf(request) }
}

function withoutPlace(context: EvaluationContext): EvaluationContext {
  return Object.fromEntries(Object.entries(context).filter(([name]) => !saysPlace(name)))
}

function saysPlace(name: string): boolean {
  return name === 'geo' || name.startsWith('geo.')
}
