import type { Lifetime } from '../runtime.ts'
import { CHECK_LEASE_MS, type CheckDependencies, checkEnvironment } from './check-environment.ts'
import { type EnvironmentState, isLoaded, lacksBody } from './environment-state.ts'
import { keepGood } from './keep-good.ts'
import { loadBody } from './load-body.ts'
import { BODY_TIMEOUT_MS, CHECK_TIMEOUT_MS, type SignedParts } from './ruleset-source.ts'

/** Brings what an isolate knows up to date: behind a request, or in front of it for a while. */
export interface Refresher {
  /** Whether something failed lately, or was waited for in vain, so that nobody is to wait for it. */
  isBroken(state: EnvironmentState): boolean
  /** Starts a check that nobody waits for, unless one runs or the breaker says not yet. */
  checkBehind(state: EnvironmentState, lifetime: Lifetime, parts: SignedParts): void
  /** Starts the loading of a promised body that nobody waits for, unless one runs or it failed just now. */
  loadBehind(state: EnvironmentState, lifetime: Lifetime): void
  /** Waits for a check, and for the body it promises, at most until the deadline; the work then goes on behind. */
  refreshInFront(state: EnvironmentState, lifetime: Lifetime, wish: FrontWish): Promise<void>
}

export interface FrontWish {
  readonly deadlineMs: number
  readonly parts: SignedParts
  /** Whether what the request needs to know of head and access is known now. */
  readonly isChecked: () => boolean
}

interface Work {
  /** What a request in front waits for. */
  readonly done: Promise<unknown>
  /** What is to go on when it does not wait any more. */
  readonly whole: Promise<unknown>
}

/** A claim outlives the time limit of its work by this. */
const LEASE_MARGIN_MS = 250
/** Where something failed no second probe starts beside one that is slow. */
const PROBE_CLAIM_MS = CHECK_TIMEOUT_MS + LEASE_MARGIN_MS
const BODY_LEASE_MS = 2 * BODY_TIMEOUT_MS + LEASE_MARGIN_MS
/** How often a request looks whether another one's work is done. */
const FOLLOW_MS = 5

export function createRefresher(dependencies: CheckDependencies): Refresher {
  const { runtime, breaker } = dependencies

  const startLoad = (state: EnvironmentState): Work | undefined => {
    if (!lacksBody(state)) return undefined
    const nowMs = runtime.nowMs()
    if (!state.bodies.mayStart(nowMs)) return undefined
    const token = state.bodyLease.take(nowMs, BODY_LEASE_MS)
    if (token === undefined) return undefined
    state.bodies.claim(nowMs, BODY_LEASE_MS)
    const done = loadBody(state, dependencies).finally(() => state.bodyLease.release(token))
    return { done, whole: done.then(() => keepGood(state, dependencies)) }
  }

  const startCheck = (state: EnvironmentState, parts: SignedParts): Work | undefined => {
    const nowMs = runtime.nowMs()
    if (!breaker.mayStart(nowMs) || !state.contents.mayStart(nowMs)) return undefined
    const token = state.checkLease.take(nowMs, CHECK_LEASE_MS)
    if (token === undefined) return undefined
    breaker.claim(nowMs, PROBE_CLAIM_MS)
    state.contents.claim(nowMs, PROBE_CLAIM_MS)
    // Where something was refused, a look that reads less would prove nothing.
    const reads = state.contents.isOpen(nowMs) ? 'all' : parts
    const check = checkEnvironment(state, dependencies, reads).finally(() => state.checkLease.release(token))
    const load = check.then(() => ({ work: startLoad(state) }))
    const loaded = load.then(({ work }) => work?.done)
    const whole = load.then(({ work }) => work?.whole ?? keepGood(state, dependencies))
    return { done: isBodyAwaited(state, nowMs) ? loaded : check, whole }
  }

  /** Starts the work, or watches who has it, until it is done; ends early when nobody may do it now. */
  const waitFor = async (
    wish: {
      readonly deadlineMs: number
      readonly isDone: () => boolean
      readonly isRunning: (nowMs: number) => boolean
    },
    start: () => Work | undefined,
    lifetime: Lifetime,
  ): Promise<void> => {
    for (let nowMs = runtime.nowMs(); !wish.isDone() && nowMs < wish.deadlineMs; nowMs = runtime.nowMs()) {
      const mine = start()
      if (mine !== undefined) {
        lifetime.waitUntil(mine.whole)
        await Promise.race([mine.done, runtime.sleep(wish.deadlineMs - nowMs)])
      } else if (wish.isRunning(nowMs)) {
        await runtime.sleep(FOLLOW_MS)
      } else {
        return
      }
    }
  }

  /** Whoever comes next is served at once. What did not answer at all keeps other environments waiting too. */
  const giveUp = (state: EnvironmentState, isChecked: boolean): void => {
    const nowMs = runtime.nowMs()
    if (!isChecked) {
      state.contents.waitedInVain(nowMs)
      if (state.looksBegun > state.lastLookEnded) breaker.waitedInVain(nowMs)
    } else if (lacksBody(state)) {
      state.bodies.waitedInVain(nowMs)
    }
  }

  return {
    isBroken: (state) => {
      const nowMs = runtime.nowMs()
      return breaker.isOpen(nowMs) || state.contents.isOpen(nowMs)
    },
    checkBehind: (state, lifetime, parts) => {
      const work = startCheck(state, parts)
      if (work !== undefined) lifetime.waitUntil(work.whole)
    },
    loadBehind: (state, lifetime) => {
      const work = startLoad(state)
      if (work !== undefined) lifetime.waitUntil(work.whole)
    },
    refreshInFront: async (state, lifetime, { deadlineMs, parts, isChecked }) => {
      const hadSomething = isLoaded(state)
      const check = { deadlineMs, isDone: isChecked, isRunning: (nowMs: number) => state.checkLease.isHeld(nowMs) }
      await waitFor(check, () => startCheck(state, parts), lifetime)
      const body = {
        deadlineMs,
        isDone: () => !lacksBody(state) || !isBodyAwaited(state, runtime.nowMs()),
        isRunning: (nowMs: number) => state.bodyLease.isHeld(nowMs),
      }
      await waitFor(body, () => startLoad(state), lifetime)
      if (hadSomething && runtime.nowMs() >= deadlineMs) giveUp(state, isChecked())
    },
  }
}

/** Nobody waits in vain twice for a body; but whoever has nothing to be served waits whatever happened to others. */
function isBodyAwaited(state: EnvironmentState, nowMs: number): boolean {
  return !isLoaded(state) || !state.bodies.isOpen(nowMs)
}
