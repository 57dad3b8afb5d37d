import type { VerificationKey } from '../../shared/contracts/envelope.ts'
import { type Log, nameOfError } from '../log.ts'
import type { Runtime } from '../runtime.ts'
import type { Breaker } from './breaker.ts'
import type { CacheSource } from './cache-source.ts'
import { type EnvironmentState, isHeadOld, markConfirmed, vouchByLook } from './environment-state.ts'
import { isWithin } from './freshness.ts'
import type { Refusals } from './refusals.ts'
import {
  ASK_AGAIN_MS,
  CHECK_TIMEOUT_MS,
  FRONT_WAIT_MS,
  type RulesetSource,
  type SignedParts,
  type SignedTexts,
} from './ruleset-source.ts'
import { ACCESS, HEAD, keepPart } from './signed-part.ts'

export interface CheckDependencies {
  readonly source: RulesetSource
  /** Bodies by version, and the last known good; absent where the runtime has none. */
  readonly cache?: CacheSource | undefined
  /** Told whenever a ruleset was taken into service. */
  readonly onRuleset?: (state: EnvironmentState) => void
  readonly keys: readonly VerificationKey[]
  readonly runtime: Runtime
  readonly log: Log
  readonly refusals: Refusals
  /** Of the source, shared by all environments of the isolate. */
  readonly breaker: Breaker
}

/**
 * After this a check counts as lost with its request, and another one may start beside it: a cold isolate can be loaded
 * by the second request still. A slow one may live on; looks are numbered.
 */
export const CHECK_LEASE_MS = 1_000

/** One reading of the source. */
interface Look {
  readonly number: number
  readonly beganAtMs: number
  readonly parts: SignedParts
}

/**
 * Asks the source what is published, and keeps what can be believed: head and access table each on their own, so that a
 * forged one of them does not hold back the other. A source that shows what was published before is asked again, for as
 * long as the check has the lease. Never rejects.
 * @param parts  `head` brings a new version only: what is known of keys gets no fresher by it
 */
export async function checkEnvironment(
  state: EnvironmentState,
  dependencies: CheckDependencies,
  parts: SignedParts,
): Promise<void> {
  const { runtime } = dependencies
  const lastLookAtMs = runtime.nowMs() + CHECK_LEASE_MS - ASK_AGAIN_MS
  while ((await lookOnce(state, dependencies, parts)) === 'stale' && runtime.nowMs() < lastLookAtMs) {
    await runtime.sleep(ASK_AGAIN_MS)
  }
}

async function lookOnce(
  state: EnvironmentState,
  dependencies: CheckDependencies,
  parts: SignedParts,
): Promise<'ended' | 'stale'> {
  const { source, runtime, breaker } = dependencies
  const look: Look = { number: ++state.looksBegun, beganAtMs: runtime.nowMs(), parts }
  let texts: SignedTexts
  try {
    texts = await source.readSigned(state.id, { timeoutMs: CHECK_TIMEOUT_MS, parts })
  } catch (cause) {
    if (!isOvertaken(look, state)) breaker.failed(runtime.nowMs(), look.beganAtMs, nameOfError(cause))
    return end(look, state)
  }
  const nowMs = runtime.nowMs()
  if (isWithin(FRONT_WAIT_MS, look.beganAtMs, nowMs)) breaker.succeeded()
  else breaker.succeededLate(nowMs)
  return keepBelieved(state, dependencies, { look, texts })
}

async function keepBelieved(
  state: EnvironmentState,
  dependencies: CheckDependencies,
  { look, texts }: { readonly look: Look; readonly texts: SignedTexts },
): Promise<'ended' | 'stale'> {
  const nowMs = dependencies.runtime.nowMs()
  if (isAbsent(state, texts)) {
    state.missingSinceMs = texts.isPublishedTo ? nowMs : undefined
    if (texts.isPublishedTo) state.contents.succeeded()
    else state.contents.failed(nowMs, look.beganAtMs, 'nothing_published')
    return end(look, state)
  }
  state.missingSinceMs = undefined
  const head = await keepPart(HEAD, texts.head, state, dependencies)
  const access = look.parts === 'all' ? await keepPart(ACCESS, texts.access, state, dependencies) : 'current'
  // What was kept is no older than what was known. What it means for the environment is for the last look to say.
  if (isOvertaken(look, state)) return 'ended'
  if (head === 'current') {
    state.headAtMs = look.beganAtMs
    vouchByLook(state, look.beganAtMs)
    state.source = 'redis'
    markConfirmed(state, state.isUnconfirmed && isHeadOld(state, nowMs))
  }
  end(look, state)
  if (head === 'refused' || access === 'refused') {
    state.contents.failed(dependencies.runtime.nowMs(), look.beganAtMs, 'refused')
    return 'ended'
  }
  if (head === 'stale' || access === 'stale') return 'stale'
  // What was not looked at is no fresher, and what was refused of it no better.
  if (look.parts === 'head') return 'ended'
  state.checkedAtMs = look.beganAtMs
  state.lastGoodLook = look.number
  state.contents.succeeded()
  return 'ended'
}

/** Whether neither the source nor the isolate has ever seen anything of it. */
function isAbsent(state: EnvironmentState, texts: SignedTexts): boolean {
  return (
    texts.head === undefined && texts.access === undefined && state.head === undefined && state.access === undefined
  )
}

/** Whether a look that began later has ended already. */
function isOvertaken({ number }: Look, state: EnvironmentState): boolean {
  return number < state.lastLookEnded
}

function end({ number }: Look, state: EnvironmentState): 'ended' {
  state.lastLookEnded = Math.max(state.lastLookEnded, number)
  return 'ended'
}
