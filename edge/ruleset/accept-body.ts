import type { Head } from '../../shared/contracts/head.ts'
import type { Log } from '../log.ts'
import type { CheckDependencies } from './check-environment.ts'
import { decodeBody } from './decode-body.ts'
import { type EnvironmentState, noteNewest } from './environment-state.ts'

/**
 * Serves a body from now on, if it is the one that a believed head promises and newer than what is served.
 * @returns whether it was believed
 */
export async function acceptBody(
  state: EnvironmentState,
  { head, stored }: { readonly head: Head; readonly stored: string },
  { refusals, onRuleset, log }: Pick<CheckDependencies, 'refusals' | 'onRuleset' | 'log'>,
): Promise<boolean> {
  const decoded = await decodeBody(stored, head)
  if (!decoded.ok) {
    refusals.add(state.id, 'ruleset', decoded.reason)
    return false
  }
  // A slower load of an older version must not undo a newer one.
  if (decoded.value.version > (state.ruleset?.version ?? state.floor.version - 1)) {
    state.ruleset = decoded.value
    state.missed.flag.sinceLook.clear()
    noteNewest(state)
    onRuleset?.(state)
    tellTraced(head, log)
  }
  state.bodies.succeeded()
  return true
}

/** So that a change can be followed to here. A version that nobody traced is no news for a log. */
function tellTraced({ environment, version, trace }: Head, log: Log): void {
  if (trace !== undefined) log({ level: 'info', event: 'ruleset_loaded', environment, version, traceId: trace.traceId })
}
