// What every adapter has in common: the keys of the workload, documents as bytes, and the shape that is timed.
import * as S from '../workloads.mjs'

/** The 1 000 mixed flags, by kind. A cold document may hold others. */
export const WORKLOAD_KEYS = {
  bool: S.idx.map(S.k1),
  targeting: S.idx.map(S.k2),
  rollout: S.idx.map(S.k3),
  variant: S.idx.map(S.k4),
}

export const encode = (document) => new TextEncoder().encode(JSON.stringify(document))
export const decode = (bytes) => new TextDecoder().decode(bytes)

/**
 * The interface of `floor.mjs` over one function per kind of flag, each giving the engine's full result for `(key, context)`.
 * `value` reads the served value out of such a result; `all` answers every flag for one person.
 */
export function engineOf({ ctx, bool, targeting, rollout, variant, value, all, get5 }) {
  const { bool: boolKeys, targeting: targetingKeys, rollout: rolloutKeys, variant: variantKeys } = WORKLOAD_KEYS
  return {
    ctx,
    value,
    w1: (c, i = 0) => bool(S.k1(i), c),
    w1on: (c) => bool('bool-flag-0', c),
    w1off: (c) => bool('bool-flag-1', c),
    w2: (c) => targeting('targeting-flag-0', c),
    w3: (c) => rollout('rollout-flag-0', c),
    w4: (c) => variant('variant-flag-0', c),
    w5:
      all ??
      ((c) => {
        const results = {}
        for (const key of boolKeys) results[key] = bool(key, c)
        for (const key of targetingKeys) results[key] = targeting(key, c)
        for (const key of rolloutKeys) results[key] = rollout(key, c)
        for (const key of variantKeys) results[key] = variant(key, c)
        return results
      }),
    get5: get5 ?? ((results, key) => results[key] && value(results[key])),
  }
}
