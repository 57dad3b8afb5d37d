import type { Lifetime } from '../runtime.ts'
import { createBoundedMap } from './bounded-map.ts'
import { createBreaker } from './breaker.ts'
import type { CheckDependencies } from './check-environment.ts'
import { createEnvironmentMemory } from './environment-memory.ts'
import {
  type EnvironmentState,
  type LoadedEnvironment,
  createEnvironmentState,
  isHeadOld,
  isLoaded,
  markConfirmed,
} from './environment-state.ts'
import { createFallback } from './fallback.ts'
import { SERVE_FIRST_MS, createFreshnessRule, isWithin } from './freshness.ts'
import { createRefresher } from './refresher.ts'
import { FRONT_WAIT_MS, type RulesetSource, type SignedParts } from './ruleset-source.ts'

/** `unknown`: there is no such environment; `not_ready`: there may be, but nothing can be served now. */
export type Readiness = LoadedEnvironment | 'unknown' | 'not_ready'

/** A key, by its text, or a flag that an environment seems not to have. */
export interface Missed {
  readonly kind: 'key' | 'flag'
  readonly name: string
}

/** All environments that an isolate knows, held to the freshness rule of the design. */
export interface Environments {
  /** Brings an environment to the freshness that a request may count on; no promise where nothing is to be waited for. */
  ready(id: string, lifetime: Lifetime): Readiness | Promise<Readiness>
  /** Whether it is loaded or being loaded: asking for it makes no reading that would not be made anyway. */
  isExpected(id: string): boolean
  /** All that are in memory. */
  loaded(): Iterable<LoadedEnvironment>
  /**
   * Looks once more, in front, for a key or flag that is not known: it may have been made just now. At most one check
   * a second for keys and one for flags, one for each name and version, none for a key that
   * a newer table took away, and none while something is broken.
   * @returns whether what is still not known then does not exist: it was looked for after it was first missed
   */
  lookAgain(environment: LoadedEnvironment, missed: Missed, lifetime: Lifetime): Promise<boolean>
  /** Names of what nobody waits for now, since it failed or was slow. */
  openBreakers(environment: Pick<LoadedEnvironment, 'contents' | 'bodies'>): readonly string[]
}

/** The bound for keys: a check in front, at the end of the time in which none is needed. */
const CERTAIN_MS = SERVE_FIRST_MS + FRONT_WAIT_MS
/** All that a request waits in front of an isolate that knows nothing. */
const COLD_BUDGET_MS = 3_000
/** Of these, where other tiers are left to be asked. */
const REDIS_FIRST_MS = 1_200
/** A Redis that is away for shorter than this bothers no origin. */
const LONG_BROKEN_MS = 10_000
const LOOK_AGAIN_EVERY_MS = 1_000
/** Looks are numbered from one on. */
const BEFORE_ANY_LOOK = -1
const MISSING_FOR_MS = 10_000
const STRANGERS_LIMIT = 1_000

export interface EnvironmentsDependencies extends Omit<CheckDependencies, 'breaker' | 'onRuleset'> {
  readonly origin?: RulesetSource | undefined
  /** Of all environments in memory. */
  readonly memoryBytes?: number | undefined
}

export function createEnvironments(dependencies: EnvironmentsDependencies): Environments {
  const { runtime, log } = dependencies
  const breaker = createBreaker({ runtime, log, fields: { breaker: 'source' } })
  const memory = createEnvironmentMemory(dependencies.memoryBytes)
  const tiers = { ...dependencies, onRuleset: (state: EnvironmentState) => memory.fit(state) }
  const refresher = createRefresher({ ...tiers, breaker })
  const fallback = createFallback(tiers)
  const freshness = createFreshnessRule(runtime)
  /** Asked for just now, or said not to exist. Apart, so that invented environments displace each other and nothing else. */
  const strangers = createBoundedMap<EnvironmentState>(STRANGERS_LIMIT)

  const checkInFront = async (
    state: LoadedEnvironment,
    lifetime: Lifetime,
    { parts, isChecked }: { readonly parts: SignedParts; readonly isChecked: () => boolean },
  ) => {
    await refresher.refreshInFront(state, lifetime, {
      deadlineMs: runtime.nowMs() + FRONT_WAIT_MS,
      parts,
      isChecked: () => refresher.isBroken(state) || isChecked(),
    })
    return state
  }

  const strangerOf = (id: string): EnvironmentState => {
    const existing = strangers.get(id)
    if (existing !== undefined) return existing
    const made = createEnvironmentState(id, dependencies, memory.floorOf(id))
    strangers.set(id, made)
    return made
  }

  /** Where nobody says that it is the newest: a head that the last look found old, or a Redis that cannot be asked for a while. */
  const needsOrigin = (state: EnvironmentState, nowMs: number): boolean =>
    isHeadOld(state, state.headAtMs) ||
    state.isUnconfirmed ||
    (refresher.isBroken(state) && !isWithin(LONG_BROKEN_MS, state.checkedAtMs, nowMs))

  const isMissing = ({ missingSinceMs }: EnvironmentState): boolean => {
    const forMs = runtime.nowMs() - (missingSinceMs ?? Number.NEGATIVE_INFINITY)
    return forMs >= 0 && forMs < MISSING_FOR_MS
  }

  const bringCold = async (state: EnvironmentState, lifetime: Lifetime): Promise<void> => {
    const beganAtMs = runtime.nowMs()
    const deadlineMs = beganAtMs + COLD_BUDGET_MS
    const isChecked = () => isMissing(state) || (state.head !== undefined && state.access !== undefined)
    const wish = { parts: 'all', isChecked } as const
    const redisUntilMs = fallback.exists ? beganAtMs + REDIS_FIRST_MS : deadlineMs
    await refresher.refreshInFront(state, lifetime, { ...wish, deadlineMs: redisUntilMs })
    if (isMissing(state) || !fallback.exists) return
    state.missingSinceMs = undefined
    if (!isLoaded(state) || isHeadOld(state, runtime.nowMs())) await fallback.bring(state, lifetime, deadlineMs)
    // Nothing else has it: what Redis is slow to give is still better than nothing.
    const isRedisWorking = state.looksBegun > state.lastLookEnded || state.bodyLease.isHeld(runtime.nowMs())
    if (!isLoaded(state) && isRedisWorking) await refresher.refreshInFront(state, lifetime, { ...wish, deadlineMs })
  }

  const startCold = async (id: string, lifetime: Lifetime): Promise<Readiness> => {
    const state = strangerOf(id)
    await bringCold(state, lifetime)
    if (!isLoaded(state)) return isMissing(state) ? 'unknown' : 'not_ready'
    // Another request may have loaded it into a state of its own: versions go on from the first.
    const first = memory.get(id)
    if (first !== undefined) return first
    if (state.source !== 'origin') markConfirmed(state, isHeadOld(state, runtime.nowMs()))
    state.askedAtMs = runtime.nowMs()
    memory.keep(state)
    strangers.delete(id)
    return state
  }

  return {
    ready: (id, lifetime) => {
      const state = memory.get(id)
      if (state === undefined) return startCold(id, lifetime)
      refresher.loadBehind(state, lifetime)
      const nowMs = runtime.nowMs()
      state.askedAtMs = nowMs
      if (needsOrigin(state, nowMs)) fallback.askBehind(state, lifetime)
      const due = freshness.freshnessOf(state, nowMs)
      if (due === 'fresh') return state
      memory.fit(state)
      const parts = freshness.partsDue(state, nowMs)
      const isInVain = refresher.isBroken(state) || breaker.isLate(nowMs)
      if (due === 'front' && !isInVain && !isLookedAtInTime(state, nowMs)) {
        const isChecked = () => freshness.freshnessOf(state, runtime.nowMs()) !== 'front'
        return checkInFront(state, lifetime, { parts, isChecked })
      }
      refresher.checkBehind(state, lifetime, parts)
      return state
    },
    isExpected: (id) => {
      if (memory.has(id)) return true
      const stranger = strangers.get(id)
      return stranger !== undefined && stranger.missingSinceMs === undefined
    },
    openBreakers: ({ contents, bodies }) =>
      Object.entries({ source: breaker, contents, bodies }).flatMap(([name, each]) =>
        each.isOpen(runtime.nowMs()) ? [name] : [],
      ),
    loaded: () => memory.all(),
    lookAgain: async (state, { kind, name }, lifetime) => {
      const { sinceLook, lookAgainLease } = state.missed[kind]
      const isGone = kind === 'key' && state.goneKeys.get(name) !== undefined
      const since = sinceLook.get(name) ?? (isGone ? BEFORE_ANY_LOOK : state.looksBegun)
      sinceLook.set(name, since)
      const isLookedFor = (): boolean => state.lastGoodLook > since
      if (!isLookedFor() && !refresher.isBroken(state)) {
        const isMine = lookAgainLease.take(runtime.nowMs(), LOOK_AGAIN_EVERY_MS) !== undefined
        // Whoever may not look for it is told what a look finds that runs already.
        const isChecked = () => isLookedFor() || !(isMine || state.checkLease.isHeld(runtime.nowMs()))
        await checkInFront(state, lifetime, { parts: 'all', isChecked })
      }
      // The look may have brought a new version, for which nothing was missed yet.
      if (isLookedFor()) sinceLook.set(name, since)
      return isLookedFor() && !refresher.isBroken(state) && isWithin(CERTAIN_MS, state.checkedAtMs, runtime.nowMs())
    },
  }
}

/** Listening closely is worth one request's wait: whoever comes beside it is served, as long as the bound for all allows. */
function isLookedAtInTime({ checkLease, checkedAtMs }: EnvironmentState, nowMs: number): boolean {
  return checkLease.isHeld(nowMs) && isWithin(SERVE_FIRST_MS, checkedAtMs, nowMs)
}
