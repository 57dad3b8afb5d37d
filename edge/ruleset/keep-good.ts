import type { CheckDependencies } from './check-environment.ts'
import { type EnvironmentState, isHeadOld, isLoaded, lacksBody } from './environment-state.ts'

/**
 * Leaves what is served to the isolates that come after this one: the body once, the envelopes whenever they were issued
 * anew. An old head, which somebody may have put back, is left to nobody. Never rejects: without it a cold isolate has one
 * tier less.
 */
export async function keepGood(
  state: EnvironmentState,
  { cache, runtime }: Pick<CheckDependencies, 'cache' | 'runtime'>,
): Promise<void> {
  if (cache === undefined || !isLoaded(state) || lacksBody(state)) return
  const { id, head, access, unkeptBody, keptSigned } = state
  state.unkeptBody = undefined
  const signed = head.text + access.text
  if (signed === keptSigned || isHeadOld(state, runtime.nowMs())) return
  state.keptSigned = signed
  try {
    if (unkeptBody?.version === head.value.version) await cache.keepBody(id, unkeptBody.version, unkeptBody.stored)
    await cache.keepSigned(id, { head: head.text, access: access.text })
  } catch {
    state.keptSigned = undefined
  }
}
