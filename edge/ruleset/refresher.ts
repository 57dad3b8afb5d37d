import type { Lifetime } from '../runtime.ts'
import { type CheckDependencies, checkEnvironment } from './check-environment.ts'
import { type EnvironmentState, lacksBody } from './environment-state.ts'
import { loadBody } from './load-body.ts'
import { BODY_TIMEOUT_MS } from './ruleset-source.ts'

/** Brings what an isolate knows up to date: behind a request, or in front of it for a while. */
export interface Refresher {
  /** Whether something failed lately, so that nobody is to wait for it. */
  isBroken(state: EnvironmentState): boolean
  /** Starts a check that nobody waits for, unless one runs or the breaker says not yet. */
  checkBehind(state: EnvironmentState, lifetime: Lifetime): void
  /** Starts the loading of a promised body that nobody waits for, unless one runs or it failed just now. */
  loadBehind(state: EnvironmentState, lifetime: Lifetime): void
  /** Waits for a check, and for the body it promises, at most until the deadline; the work then goes on behind. */
  refreshInFront(state: EnvironmentState, lifetime: Lifetime, wish: FrontWish): Promise<void>
}

export interface FrontWish {
  readonly deadlineMs: number
  readonly checkTimeoutMs: number
  /** Whether what the request needs to know of head and access is known now. */
  readonly isChecked: () => boolean
}

/** A check has this long. */
export const CHECK_TIMEOUT_MS = 250
/** How often a request looks whether another one's work is done. */
const FOLLOW_MS = 5
/** A lease outlives the time limit of its work by this. */
const LEASE_MARGIN_MS = 250

export function createRefresher(dependencies: CheckDependencies): Refresher {
  const { runtime, breaker } = dependencies

  const startLoad = (state: EnvironmentState): Promise<void> | undefined => {
    if (!lacksBody(state)) return undefined
    const nowMs = runtime.nowMs()
    if (state.bodyLease.isHeld(nowMs) || !state.bodies.mayStart(nowMs)) return undefined
    const leaseMs = 2 * BODY_TIMEOUT_MS + LEASE_MARGIN_MS
    state.bodies.claim(nowMs, leaseMs)
    state.bodyLease.take(nowMs, leaseMs)
    return loadBody(state, dependencies).finally(() => state.bodyLease.release())
  }

  const startRefresh = (state: EnvironmentState, checkTimeoutMs: number): Promise<void> | undefined => {
    const nowMs = runtime.nowMs()
    if (state.checkLease.isHeld(nowMs) || !breaker.mayStart(nowMs) || !state.contents.mayStart(nowMs)) return undefined
    const leaseMs = checkTimeoutMs + LEASE_MARGIN_MS
    breaker.claim(nowMs, leaseMs)
    state.contents.claim(nowMs, leaseMs)
    state.checkLease.take(nowMs, leaseMs)
    return checkEnvironment(state, dependencies, checkTimeoutMs)
      .finally(() => state.checkLease.release())
      .then(() => startLoad(state))
  }

  /** Starts the work, or watches who has it, until it is done; ends early when nobody may do it now. */
  const waitFor = async (
    wish: {
      readonly deadlineMs: number
      readonly isDone: () => boolean
      readonly isRunning: (nowMs: number) => boolean
    },
    start: () => Promise<void> | undefined,
    lifetime: Lifetime,
  ): Promise<void> => {
    for (let nowMs = runtime.nowMs(); !wish.isDone() && nowMs < wish.deadlineMs; nowMs = runtime.nowMs()) {
      const mine = start()
      if (mine !== undefined) {
        lifetime.waitUntil(mine)
        await Promise.race([mine, runtime.sleep(wish.deadlineMs - nowMs)])
      } else if (wish.isRunning(nowMs)) {
        await runtime.sleep(FOLLOW_MS)
      } else {
        return
      }
    }
  }

  return {
    isBroken: (state) => breaker.isOpen() || state.contents.isOpen(),
    checkBehind: (state, lifetime) => {
      const work = startRefresh(state, CHECK_TIMEOUT_MS)
      if (work !== undefined) lifetime.waitUntil(work)
    },
    loadBehind: (state, lifetime) => {
      const work = startLoad(state)
      if (work !== undefined) lifetime.waitUntil(work)
    },
    refreshInFront: async (state, lifetime, { deadlineMs, checkTimeoutMs, isChecked }) => {
      const check = { deadlineMs, isDone: isChecked, isRunning: (nowMs: number) => state.checkLease.isHeld(nowMs) }
      await waitFor(check, () => startRefresh(state, checkTimeoutMs), lifetime)
      const body = {
        deadlineMs,
        isDone: () => !lacksBody(state),
        isRunning: (nowMs: number) => state.bodyLease.isHeld(nowMs),
      }
      await waitFor(body, () => startLoad(state), lifetime)
    },
  }
}
