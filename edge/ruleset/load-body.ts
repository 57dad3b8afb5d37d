import type { Head } from '../../shared/contracts/head.ts'
import { decodeBody } from './decode-body.ts'
import type { CheckDependencies } from './check-environment.ts'
import { type EnvironmentState, lacksBody } from './environment-state.ts'
import { BODY_TIMEOUT_MS } from './ruleset-source.ts'

/** A replica may show a head before its body. */
const ASK_AGAIN_MS = 200

/**
 * Brings the ruleset that the head promises. Until it is there and believed the old one is served; a body that does not
 * lie there yet is asked for again for up to five seconds. Never rejects.
 */
export async function loadBody(state: EnvironmentState, dependencies: CheckDependencies): Promise<void> {
  const { runtime } = dependencies
  const beganAtMs = runtime.nowMs()
  while (state.head !== undefined && lacksBody(state)) {
    const outcome = await tryBody(state, state.head.value, dependencies)
    if (outcome === 'loaded') return
    if (outcome === 'failed' || runtime.nowMs() - beganAtMs >= BODY_TIMEOUT_MS) {
      state.bodies.failed(runtime.nowMs(), beganAtMs)
      return
    }
    await runtime.sleep(ASK_AGAIN_MS)
  }
}

async function tryBody(
  state: EnvironmentState,
  head: Head,
  { source, refusals }: CheckDependencies,
): Promise<'loaded' | 'absent' | 'failed'> {
  try {
    const stored = await source.readBody(head.environment, head.version)
    if (stored === undefined) return 'absent'
    const decoded = await decodeBody(stored, head)
    if (!decoded.ok) {
      refusals.add(state.id, 'ruleset', decoded.reason)
      return 'failed'
    }
    // A slower load of an older version must not undo a newer one.
    if (decoded.value.version > (state.ruleset?.version ?? -1)) state.ruleset = decoded.value
    state.bodies.succeeded()
    return 'loaded'
  } catch {
    return 'failed'
  }
}
