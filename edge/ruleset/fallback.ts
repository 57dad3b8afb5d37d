import { nameOfError } from '../log.ts'
import type { Lifetime } from '../runtime.ts'
import type { CheckDependencies } from './check-environment.ts'
import { type EnvironmentState, isHeadOld, isLoaded, markConfirmed } from './environment-state.ts'
import { keepGood } from './keep-good.ts'
import { createOriginTurns } from './origin-turns.ts'
import { BODY_TIMEOUT_MS, type RulesetSource } from './ruleset-source.ts'
import { takeFrom } from './take-from.ts'

/** The tiers behind Redis: the origin, then what the data centre's cache knew last. */
export interface Fallback {
  /** Whether there is any. */
  readonly exists: boolean
  /**
   * For a cold isolate that Redis gave nothing, or a head so old that somebody may have put it back. Waits at most until
   * the deadline; one request asks for all who need the same.
   */
  bring(state: EnvironmentState, lifetime: Lifetime, deadlineMs: number): Promise<void>
  /** For one that serves and is told nothing new by Redis: asks the origin, and nobody waits for it. */
  askBehind(state: EnvironmentState, lifetime: Lifetime): void
}

export interface FallbackDependencies extends Omit<CheckDependencies, 'source' | 'breaker'> {
  /** Absent where none is configured. */
  readonly origin?: RulesetSource | undefined
}

/** Of the three seconds of a cold request, after Redis had its part, and with something left for the cache. */
const ORIGIN_TIMEOUT_MS = 1_200
/** It is in the same building. */
const CACHE_TIMEOUT_MS = 250
/** After this whoever asked counts as lost with its request. */
const LEASE_MS = ORIGIN_TIMEOUT_MS + CACHE_TIMEOUT_MS
const FOLLOW_MS = 5

export function createFallback(dependencies: FallbackDependencies): Fallback {
  const { origin, cache, runtime, log } = dependencies
  const turns = createOriginTurns()
  let isOriginSilent = false

  const askOrigin = async (from: RulesetSource, state: EnvironmentState, timeoutMs: number): Promise<void> => {
    const beganAtMs = runtime.nowMs()
    try {
      const taken = await takeFrom(from, state, { timeoutMs, dependencies })
      isOriginSilent = false
      if (taken === 'absent' && !isLoaded(state)) state.missingSinceMs = runtime.nowMs()
      if (taken !== 'newest') return
      state.source = 'origin'
      state.headAtMs = beganAtMs
      state.originSaidAtMs = beganAtMs
      state.vouchedAtMs = beganAtMs
      state.checkedAtMs = beganAtMs
      markConfirmed(state, false)
    } catch (cause) {
      if (!isOriginSilent) {
        log({ level: 'warn', event: 'origin_not_asked', environment: state.id, cause: nameOfError(cause) })
      }
      isOriginSilent = true
    }
  }

  const askCache = async (state: EnvironmentState): Promise<void> => {
    if (cache === undefined) return
    try {
      await takeFrom(cache, state, { timeoutMs: CACHE_TIMEOUT_MS, dependencies })
    } catch (cause) {
      log({ level: 'warn', event: 'cache_not_asked', environment: state.id, cause: nameOfError(cause) })
    }
    if (!isLoaded(state) || state.source !== undefined) return
    state.source = 'cache'
    state.vouchedAtMs = Math.min(runtime.nowMs(), state.head.value.issuedAtMs)
    markConfirmed(state, isHeadOld(state, runtime.nowMs()))
  }

  const isDone = (state: EnvironmentState): boolean =>
    state.missingSinceMs !== undefined ||
    (isLoaded(state) && (state.source === 'origin' || !isHeadOld(state, runtime.nowMs())))

  const askAll = async (state: EnvironmentState): Promise<void> => {
    if (origin !== undefined && turns.take(state.id, runtime.nowMs())) await askOrigin(origin, state, ORIGIN_TIMEOUT_MS)
    if (isLoaded(state) || state.missingSinceMs !== undefined) return
    await askCache(state)
  }

  return {
    exists: origin !== undefined || cache !== undefined,
    bring: async (state, lifetime, deadlineMs) => {
      for (let nowMs = runtime.nowMs(); !isDone(state) && nowMs < deadlineMs; nowMs = runtime.nowMs()) {
        const token = state.fallbackLease.take(nowMs, LEASE_MS)
        if (token !== undefined) {
          const work = askAll(state).finally(() => state.fallbackLease.release(token))
          lifetime.waitUntil(work)
          await Promise.race([work, runtime.sleep(deadlineMs - nowMs)])
          return
        }
        await runtime.sleep(FOLLOW_MS)
      }
    },
    askBehind: (state, lifetime) => {
      if (origin === undefined || !turns.take(state.id, runtime.nowMs())) return
      lifetime.waitUntil(askOrigin(origin, state, BODY_TIMEOUT_MS).then(() => keepGood(state, dependencies)))
    },
  }
}
