import type { Caller, CallerKind } from '../access/authenticate.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'

/** What an answer depends on beside the decision. */
export interface Audience {
  readonly caller: CallerKind
  /** Served although nobody says that it is the newest: what is served then is STALE. */
  readonly isUnconfirmed: boolean
}

/** The part of a caller that says which audience it belongs to. */
type Asking = Pick<Caller, 'kind'> & { readonly environment: Pick<LoadedEnvironment, 'isUnconfirmed'> }
type ByCaller<T> = Partial<Record<CallerKind, T>>

/** What is made once of something for each audience, and kept for as long as that is. */
export function keepByAudience<Of extends object, T>(
  make: (of: Of, audience: Audience) => T,
): (of: Of, asking: Asking) => T {
  const confirmed = new WeakMap<Of, ByCaller<T>>()
  const unconfirmed = new WeakMap<Of, ByCaller<T>>()
  return (of, { kind, environment: { isUnconfirmed } }) => {
    const kept = isUnconfirmed ? unconfirmed : confirmed
    let byCaller = kept.get(of)
    if (byCaller === undefined) {
      byCaller = {}
      kept.set(of, byCaller)
    }
    return (byCaller[kind] ??= make(of, { caller: kind, isUnconfirmed }))
  }
}
