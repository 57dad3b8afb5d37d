import type { Head } from '../../shared/contracts/head.ts'
import { nameOfError } from '../log.ts'
import { acceptBody } from './accept-body.ts'
import type { CheckDependencies } from './check-environment.ts'
import { type EnvironmentState, lacksBody } from './environment-state.ts'
import { ASK_AGAIN_MS, BODY_TIMEOUT_MS } from './ruleset-source.ts'

/**
 * Brings the ruleset that the head promises: from the data centre's cache, where another isolate left it, or from the
 * source. Until it is there and believed the old one is served; a body that does not lie there yet is asked for again for
 * up to five seconds. Never rejects.
 */
export async function loadBody(state: EnvironmentState, dependencies: CheckDependencies): Promise<void> {
  const { runtime } = dependencies
  const beganAtMs = runtime.nowMs()
  const isLate = (): boolean => runtime.nowMs() - beganAtMs >= BODY_TIMEOUT_MS
  for (let head = state.head?.value; head !== undefined && lacksBody(state); head = state.head?.value) {
    const failure = await tryBody(state, head, dependencies)
    // Where a newer one was promised meanwhile, it does not matter any more what became of this one.
    if (failure === undefined || state.head?.value.version !== head.version) continue
    if (failure !== 'absent' || isLate()) return state.bodies.failed(runtime.nowMs(), beganAtMs, failure)
    await runtime.sleep(ASK_AGAIN_MS)
  }
}

/** What the cache has and is not the promised one is counted, and then asked for where it was published. */
async function tryCache(state: EnvironmentState, head: Head, dependencies: CheckDependencies): Promise<boolean> {
  const { cache } = dependencies
  if (cache === undefined) return false
  try {
    const stored = await cache.readBody(head.environment, head.version)
    return stored !== undefined && (await acceptBody(state, { head, stored }, dependencies))
  } catch {
    return false
  }
}

/** @returns why there is no new ruleset, in a word; `undefined` when there is one */
async function tryBody(
  state: EnvironmentState,
  head: Head,
  dependencies: CheckDependencies,
): Promise<string | undefined> {
  if (await tryCache(state, head, dependencies)) return undefined
  try {
    const stored = await dependencies.source.readBody(head.environment, head.version)
    if (stored === undefined) return 'absent'
    if (!(await acceptBody(state, { head, stored }, dependencies))) return 'refused'
    if (dependencies.cache !== undefined) state.unkeptBody = { version: head.version, stored }
    return undefined
  } catch (cause) {
    return nameOfError(cause)
  }
}
