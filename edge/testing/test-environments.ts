import type { LogEntry } from '../log.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'
import {
  type Environments,
  type EnvironmentsDependencies,
  type Readiness,
  createEnvironments,
} from '../ruleset/environments.ts'
import { type Refusals, createRefusals } from '../ruleset/refusals.ts'
import { type FakeSource, createFakeSource } from './fake-source.ts'
import { createSigner } from './signing.ts'
import { booleanFlag } from './test-flags.ts'
import { type ShiftedRuntime, type TestLifetime, createTestLifetime } from './test-runtime.ts'
import { createVirtualRuntime } from './virtual-runtime.ts'

export const ID = 'aaaaaaaaaaaa'
export const signer = await createSigner()

/** An isolate's environments over a source in memory, where one environment is published. */
export interface TestEnvironments {
  readonly source: FakeSource
  readonly runtime: ShiftedRuntime
  readonly refusals: Refusals
  readonly lines: readonly LogEntry[]
  readonly environments: Environments
  /** The version that a request is served, and how long it waited, by the environments' own clock. */
  readonly ask: () => Promise<Asked>
  /** As `ask`, until all that is left to be done behind it is done. */
  readonly askAndSettle: () => Promise<number | string>
  readonly loaded: () => Promise<LoadedEnvironment>
  /** Looks again for a flag. */
  readonly lookFor: (environment: LoadedEnvironment, flag: string) => Promise<boolean>
}

export interface Asked {
  readonly version: number | string
  readonly waitedMs: number
  readonly lifetime: TestLifetime
}

/** What lies behind the source, and what a test wants to be different. */
export interface TestTiers extends Partial<Pick<EnvironmentsDependencies, 'cache' | 'origin' | 'memoryBytes'>> {
  /** Shared with what lies behind the source. */
  readonly runtime?: ShiftedRuntime
}

export async function createTestEnvironments(tiers: TestTiers = {}): Promise<TestEnvironments> {
  const { runtime = createVirtualRuntime() } = tiers
  const source = createFakeSource(signer, runtime)
  const lines: LogEntry[] = []
  const log = (entry: LogEntry) => void lines.push(entry)
  const refusals = createRefusals(log)
  const environments = createEnvironments({
    source,
    keys: signer.verificationKeys,
    log,
    refusals,
    ...tiers,
    runtime,
  })
  await source.publish(ID, 1, [booleanFlag('x')])
  await source.grant(ID, 1, [])

  const ask = async (): Promise<Asked> => {
    const lifetime = createTestLifetime()
    const beganAtMs = runtime.nowMs()
    const readiness = await environments.ready(ID, lifetime)
    return { version: versionOf(readiness), waitedMs: runtime.nowMs() - beganAtMs, lifetime }
  }
  return {
    source,
    runtime,
    refusals,
    lines,
    environments,
    ask,
    askAndSettle: async () => {
      const { version, lifetime } = await ask()
      await lifetime.settled()
      return version
    },
    loaded: async () => {
      const readiness = await environments.ready(ID, createTestLifetime())
      if (typeof readiness === 'string') throw new Error(readiness)
      return readiness
    },
    lookFor: (environment, name) => environments.lookAgain(environment, { kind: 'flag', name }, createTestLifetime()),
  }
}

export function versionOf(readiness: Readiness): number | string {
  return typeof readiness === 'string' ? readiness : readiness.ruleset.version
}
