import type { Authenticate } from '../access/authenticate.ts'
import type { Environments } from '../ruleset/environments.ts'
import type { Runtime } from '../runtime.ts'
import type { UsageRecorder } from '../usage/recorder.ts'

/** What the routes that evaluate stand on. */
export interface EvaluationDependencies {
  readonly authenticate: Authenticate
  readonly environments: Environments
  readonly usage: UsageRecorder
  readonly runtime: Runtime
}
