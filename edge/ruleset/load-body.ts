import type { Head } from '../../shared/contracts/head.ts'
import { nameOfError } from '../log.ts'
import type { CheckDependencies } from './check-environment.ts'
import { decodeBody } from './decode-body.ts'
import { type EnvironmentState, lacksBody, noteNewest } from './environment-state.ts'
import { ASK_AGAIN_MS, BODY_TIMEOUT_MS } from './ruleset-source.ts'

/**
 * Brings the ruleset that the head promises. Until it is there and believed the old one is served; a body that does not
 * lie there yet is asked for again for up to five seconds. Never rejects.
 */
export async function loadBody(state: EnvironmentState, dependencies: CheckDependencies): Promise<void> {
  const { runtime } = dependencies
  const beganAtMs = runtime.nowMs()
  const isLate = (): boolean => runtime.nowMs() - beganAtMs >= BODY_TIMEOUT_MS
  while (state.head !== undefined && lacksBody(state)) {
    const failure = await tryBody(state, state.head.value, dependencies)
    if (failure === undefined) return
    if (failure !== 'absent' || isLate()) return state.bodies.failed(runtime.nowMs(), beganAtMs, failure)
    await runtime.sleep(ASK_AGAIN_MS)
  }
}

/** @returns why there is no new ruleset, in a word; `undefined` when there is one */
async function tryBody(
  state: EnvironmentState,
  head: Head,
  { source, refusals }: CheckDependencies,
): Promise<string | undefined> {
  try {
    const stored = await source.readBody(head.environment, head.version)
    if (stored === undefined) return 'absent'
    const decoded = await decodeBody(stored, head)
    if (!decoded.ok) {
      refusals.add(state.id, 'ruleset', decoded.reason)
      return 'refused'
    }
    // A slower load of an older version must not undo a newer one.
    if (decoded.value.version > (state.ruleset?.version ?? -1)) {
      state.ruleset = decoded.value
      state.missed.flag.sinceLook.clear()
      noteNewest(state)
    }
    state.bodies.succeeded()
    return undefined
  } catch (cause) {
    return nameOfError(cause)
  }
}
