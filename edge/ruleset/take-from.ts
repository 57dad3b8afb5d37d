import { acceptBody } from './accept-body.ts'
import type { CheckDependencies } from './check-environment.ts'
import type { EnvironmentState } from './environment-state.ts'
import { openSigned } from './open-signed.ts'
import type { RulesetSource } from './ruleset-source.ts'
import { ACCESS, HEAD, keepPart } from './signed-part.ts'

/** `newest`: head and access table are now what the source gave, and its ruleset is served. */
export type Taken = 'newest' | 'some' | 'absent'

export interface Taking {
  readonly timeoutMs: number
  readonly dependencies: Pick<CheckDependencies, 'keys' | 'refusals' | 'runtime' | 'onRuleset' | 'log'>
}

/**
 * Takes head, access table and body of one source, as far as they can be believed and are newer than what is known.
 * A body goes with the source's own head: an older one than Redis promised is better than none.
 * @throws when the source cannot be asked
 */
export async function takeFrom(source: RulesetSource, state: EnvironmentState, taking: Taking): Promise<Taken> {
  const { timeoutMs, dependencies } = taking
  const known = { head: state.head?.text, access: state.access?.text }
  const texts = await source.readSigned(state.id, { timeoutMs, parts: 'all', known })
  if (texts.head === undefined && texts.access === undefined) return 'absent'
  const head = await keepPart(HEAD, texts.head, state, dependencies)
  const access = await keepPart(ACCESS, texts.access, state, dependencies)
  if (head === 'refused') return 'some'
  const isServed = await takeBody(source, state, { text: texts.head, dependencies })
  return isServed && head === 'current' && access === 'current' ? 'newest' : 'some'
}

async function takeBody(
  source: RulesetSource,
  state: EnvironmentState,
  { text, dependencies }: { readonly text: string | undefined } & Pick<Taking, 'dependencies'>,
): Promise<boolean> {
  const opened = await openSigned(text, { environmentId: state.id, keys: dependencies.keys, parse: HEAD.parse })
  if (!opened.ok) return false
  const head = opened.value
  if ((state.ruleset?.version ?? state.floor.version - 1) >= head.version) return true
  const stored = await source.readBody(state.id, head.version)
  return stored !== undefined && acceptBody(state, { head, stored }, dependencies)
}
