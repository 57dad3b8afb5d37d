import { parseAccessTable } from '../../shared/contracts/access-table.ts'
import type { VerificationKey } from '../../shared/contracts/envelope.ts'
import { parseHead } from '../../shared/contracts/head.ts'
import type { Runtime } from '../runtime.ts'
import type { Breaker } from './breaker.ts'
import type { EnvironmentState } from './environment-state.ts'
import { openSigned } from './open-signed.ts'
import type { Refusals } from './refusals.ts'
import type { RulesetSource, SignedTexts } from './ruleset-source.ts'

export interface CheckDependencies {
  readonly source: RulesetSource
  readonly keys: readonly VerificationKey[]
  readonly runtime: Runtime
  readonly refusals: Refusals
  /** Of the source, shared by all environments of the isolate. */
  readonly breaker: Breaker
}

/**
 * Asks the source once what is published, and keeps what can be believed: head and access table each on their own, so
 * that a forged one of them does not hold back the other. Never rejects.
 */
export async function checkEnvironment(
  state: EnvironmentState,
  dependencies: CheckDependencies,
  timeoutMs: number,
): Promise<void> {
  const { source, runtime, breaker } = dependencies
  const beganAtMs = runtime.nowMs()
  const number = ++state.checksBegun
  const texts = await source.readSigned(state.id, timeoutMs).catch(() => undefined)
  if (number < state.lastCheckEnded) return
  if (texts === undefined) {
    breaker.failed(runtime.nowMs(), beganAtMs)
  } else {
    breaker.succeeded()
    await keepBelieved(state, dependencies, { texts, beganAtMs })
  }
  state.lastCheckEnded = Math.max(state.lastCheckEnded, number)
}

async function keepBelieved(
  state: EnvironmentState,
  dependencies: CheckDependencies,
  { texts, beganAtMs }: { readonly texts: SignedTexts; readonly beganAtMs: number },
): Promise<void> {
  if (texts.head === undefined && state.head === undefined) {
    state.missingSinceMs = dependencies.runtime.nowMs()
    return
  }
  state.missingSinceMs = undefined
  const isHeadBelieved = await keepHead(state, dependencies, texts.head)
  const isAccessBelieved = await keepAccess(state, dependencies, texts.access)
  if (isHeadBelieved && isAccessBelieved) {
    state.checkedAtMs = beganAtMs
    state.contents.succeeded()
  } else {
    state.contents.failed(dependencies.runtime.nowMs(), beganAtMs)
  }
}

async function keepHead(
  state: EnvironmentState,
  { keys, refusals }: CheckDependencies,
  text: string | undefined,
): Promise<boolean> {
  if (text !== undefined && text === state.head?.text) return true
  const lowestVersion = () => state.head?.value.version ?? 0
  const opened = await openSigned(text, { environmentId: state.id, lowestVersion, keys, parse: parseHead })
  if (!opened.ok) {
    refusals.add(state.id, 'head', opened.reason)
    return false
  }
  if (opened.value.version > (state.head?.value.version ?? -1)) state.bodies.succeeded()
  state.head = { value: opened.value, text: text ?? '' }
  return true
}

async function keepAccess(
  state: EnvironmentState,
  { keys, refusals }: CheckDependencies,
  text: string | undefined,
): Promise<boolean> {
  if (text !== undefined && text === state.access?.text) return true
  const lowestVersion = () => state.access?.value.version ?? 0
  const opened = await openSigned(text, { environmentId: state.id, lowestVersion, keys, parse: parseAccessTable })
  if (!opened.ok) {
    refusals.add(state.id, 'access', opened.reason)
    return false
  }
  state.access = { value: opened.value, text: text ?? '', found: new Map() }
  return true
}
