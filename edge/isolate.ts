import type { VerificationKey } from '../shared/contracts/envelope.ts'
import { type Authenticate, createAuthenticate } from './access/authenticate.ts'
import { createOpenDoor } from './access/open-door.ts'
import type { RateLimiter } from './access/rate-limiter.ts'
import { createClassic } from './evaluation/classic.ts'
import { createOfrepBulk } from './evaluation/ofrep-bulk.ts'
import { createOfrepSingle } from './evaluation/ofrep-single.ts'
import type { Platform } from './health/platform.ts'
import { createReadiness } from './health/readiness.ts'
import { rulesetsBehind } from './health/rulesets-behind.ts'
import type { Log } from './log.ts'
import type { LocationMarker } from './reporting/location-marker.ts'
import { reportCallers } from './reporting/report-callers.ts'
import type { ReportSink } from './reporting/report-sink.ts'
import { watchRefusals } from './reporting/reported-refusals.ts'
import { createReporter } from './reporting/reporter.ts'
import type { ReportedEnvironment } from './reporting/serving-log.ts'
import type { CacheSource } from './ruleset/cache-source.ts'
import { createEnvironments } from './ruleset/environments.ts'
import { createRefusals } from './ruleset/refusals.ts'
import type { RulesetSource } from './ruleset/ruleset-source.ts'
import { watchSource } from './ruleset/watched-source.ts'
import type { Lifetime, Runtime } from './runtime.ts'
import { createPseudonymise } from './usage/pseudonyms.ts'
import { createUsageRecorder } from './usage/recorder.ts'
import type { SpillList } from './usage/spill-list.ts'
import type { UsageQueue } from './usage/usage-queue.ts'

/** All that an edge stands on. */
export interface EdgeDependencies {
  readonly runtime: Runtime
  readonly log: Log
  readonly source: RulesetSource
  /** Absent where the runtime keeps nothing. */
  readonly cache?: CacheSource | undefined
  /** Absent where none is configured. */
  readonly origin?: RulesetSource | undefined
  readonly verificationKeys: readonly VerificationKey[]
  readonly queue: UsageQueue
  readonly spill: SpillList
  readonly pseudonymSecret: string
  readonly platform: Platform
  /** Where the isolate tells what it serves; it tells nothing when absent. */
  readonly reports?: { readonly sink: ReportSink; readonly marker: LocationMarker } | undefined
  /** The environment that the seed's route serves without a key; closed when absent. */
  readonly classicEnvironment: string | undefined
  readonly classicLimiter: RateLimiter | undefined
  readonly guessLimiter: RateLimiter | undefined
}

export type Route = (request: Request, lifetime: Lifetime) => Promise<Response>

/** What an isolate answers, over everything that it knows and counts: two of them in one process share nothing. */
export interface Isolate {
  readonly single: Route
  readonly bulk: Route
  readonly classic: Route
  readonly ready: () => Promise<Response>
  readonly health: () => Promise<Response>
}

export function createIsolate(dependencies: EdgeDependencies): Isolate {
  const { runtime, log, verificationKeys: keys, classicEnvironment, classicLimiter, guessLimiter } = dependencies
  const refusals = watchRefusals(createRefusals(log))
  const source = watchSource(dependencies.source, runtime)
  const { cache, origin } = dependencies
  const environments = createEnvironments({ source, cache, origin, keys, runtime, log, refusals })
  const usage = createUsageRecorder({ ...dependencies, pseudonymise: createPseudonymise(dependencies.pseudonymSecret) })
  const { reports } = dependencies
  const openBreakersOf = (environment: ReportedEnvironment) => environments.openBreakers(environment)
  const reporter = reports && createReporter({ ...reports, runtime, log, refusals, openBreakersOf })
  const report = (door: Authenticate) => (reporter === undefined ? door : reportCallers(door, reporter))
  const authenticate = createAuthenticate({ environments, runtime, guessLimiter })
  const openDoor = createOpenDoor({ authenticate, environments, classicEnvironment, classicLimiter })
  const evaluation = { authenticate: report(authenticate), environments, usage, runtime }
  return {
    single: createOfrepSingle(evaluation),
    bulk: createOfrepBulk(evaluation),
    classic: createClassic({ ...evaluation, authenticate: report(openDoor) }),
    ...createReadiness({
      source,
      howFarBehind: () => rulesetsBehind(environments.loaded(), runtime.nowMs()),
      usage,
      refusals,
      platform: dependencies.platform,
      isReporting: reports !== undefined,
      classicEnvironment,
    }),
  }
}
