import type { Lifetime } from '../runtime.ts'
import { createBreaker } from './breaker.ts'
import type { CheckDependencies } from './check-environment.ts'
import {
  type EnvironmentState,
  type LoadedEnvironment,
  ageMsOf,
  createEnvironmentState,
  isLoaded,
} from './environment-state.ts'
import { CHECK_TIMEOUT_MS, createRefresher } from './refresher.ts'
import { createStrangers } from './strangers.ts'

/** `unknown`: there is no such environment; `not_ready`: there may be, but nothing can be served now. */
export type Readiness = LoadedEnvironment | 'unknown' | 'not_ready'

/** All environments that an isolate knows, held to the freshness rule of the design. */
export interface Environments {
  /** Brings an environment to the freshness that a request may count on; no promise where nothing is to be waited for. */
  ready(id: string, lifetime: Lifetime): Readiness | Promise<Readiness>
  /**
   * Looks once more, in front, for a key or flag that is not known: it may have been made just now. At most one check
   * a second an environment, and none while something is broken.
   */
  lookAgain(environment: LoadedEnvironment, lifetime: Lifetime): Promise<void>
  /** Whether "there is no such key" can be said: what is known is recent and nothing is broken. */
  isCertain(environment: LoadedEnvironment): boolean
}

/** Up to here a request is served and nothing is asked. */
const FRESH_MS = 1_000
/** Up to here a request is served and a check runs behind it; beyond, the check stands in front. */
const SERVE_FIRST_MS = 5_000
/** The bound for keys: a check in front, at the end of the time in which none is needed. */
const CERTAIN_MS = SERVE_FIRST_MS + CHECK_TIMEOUT_MS
/** All that a request waits in front of an isolate that knows nothing. */
const COLD_BUDGET_MS = 3_000
/** A first connection stands behind a name look-up and a handshake. */
const COLD_CHECK_TIMEOUT_MS = 1_000
const LOOK_AGAIN_EVERY_MS = 1_000
const MISSING_FOR_MS = 10_000
const STRANGERS_LIMIT = 1_000

export function createEnvironments(dependencies: Omit<CheckDependencies, 'breaker'>): Environments {
  const { runtime } = dependencies
  const breaker = createBreaker(runtime)
  const refresher = createRefresher({ ...dependencies, breaker })
  const known = new Map<string, LoadedEnvironment>()
  const strangers = createStrangers<EnvironmentState>(STRANGERS_LIMIT)

  const isRecent = (state: EnvironmentState, withinMs: number): boolean => {
    const ageMs = ageMsOf(state, runtime.nowMs())
    return ageMs >= 0 && ageMs <= withinMs
  }

  const checkInFront = async (state: LoadedEnvironment, lifetime: Lifetime, isChecked: () => boolean) => {
    await refresher.refreshInFront(state, lifetime, {
      deadlineMs: runtime.nowMs() + CHECK_TIMEOUT_MS,
      checkTimeoutMs: CHECK_TIMEOUT_MS,
      isChecked: () => refresher.isBroken(state) || isChecked(),
    })
    return state
  }

  const strangerOf = (id: string): EnvironmentState => {
    const existing = strangers.get(id)
    if (existing !== undefined) return existing
    const made = createEnvironmentState(id, runtime)
    strangers.add(id, made)
    return made
  }

  const isMissing = ({ missingSinceMs }: EnvironmentState): boolean => {
    const forMs = runtime.nowMs() - (missingSinceMs ?? Number.NEGATIVE_INFINITY)
    return forMs >= 0 && forMs < MISSING_FOR_MS
  }

  const startCold = async (id: string, lifetime: Lifetime): Promise<Readiness> => {
    const state = strangerOf(id)
    await refresher.refreshInFront(state, lifetime, {
      deadlineMs: runtime.nowMs() + COLD_BUDGET_MS,
      checkTimeoutMs: COLD_CHECK_TIMEOUT_MS,
      isChecked: () => isMissing(state) || (state.head !== undefined && state.access !== undefined),
    })
    if (!isLoaded(state)) return isMissing(state) ? 'unknown' : 'not_ready'
    // Another request may have loaded it into a state of its own: versions go on from the first.
    const first = known.get(id) ?? state
    known.set(id, first)
    strangers.delete(id)
    return first
  }

  return {
    ready: (id, lifetime) => {
      const state = known.get(id)
      if (state === undefined) return startCold(id, lifetime)
      refresher.loadBehind(state, lifetime)
      if (isRecent(state, FRESH_MS)) return state
      if (!refresher.isBroken(state) && !isRecent(state, SERVE_FIRST_MS)) {
        return checkInFront(state, lifetime, () => isRecent(state, SERVE_FIRST_MS))
      }
      refresher.checkBehind(state, lifetime)
      return state
    },
    lookAgain: async (state, lifetime) => {
      if (refresher.isBroken(state)) return
      const begunBefore = state.checksBegun
      const isMine = state.lookAgainLease.take(runtime.nowMs(), LOOK_AGAIN_EVERY_MS)
      const isChecked = isMine
        ? () => state.lastCheckEnded > begunBefore
        : () => !state.checkLease.isHeld(runtime.nowMs())
      await checkInFront(state, lifetime, isChecked)
    },
    isCertain: (state) => !refresher.isBroken(state) && isRecent(state, CERTAIN_MS),
  }
}
