import type { JsonObject } from '../../shared/contracts/json.ts'
import { answerJson } from '../evaluation/answer.ts'
import type { Refusals } from '../ruleset/refusals.ts'
import type { WatchedSource } from '../ruleset/watched-source.ts'
import type { UsageRecorder } from '../usage/recorder.ts'
import type { Platform } from './platform.ts'
import type { RulesetsBehind } from './rulesets-behind.ts'

export interface ReadinessDependencies {
  readonly source: WatchedSource
  readonly howFarBehind: () => RulesetsBehind
  readonly usage: UsageRecorder
  readonly refusals: Refusals
  readonly platform: Platform
  /** Whether the origin is told what is served. */
  readonly isReporting: boolean
  readonly classicEnvironment: string | undefined
}

/**
 * Answers for an edge whose configuration is whole. Usage that waits, a cache that keeps nothing and rulesets that are
 * behind are told, but such an edge is still ready: it answers, and another isolate would know no better.
 */
export function createReadiness(dependencies: ReadinessDependencies) {
  const { source, howFarBehind, usage, refusals, platform, isReporting, classicEnvironment } = dependencies
  return {
    /** `/readyz` */
    ready: async (): Promise<Response> => {
      const [isReachable, isVerifying, isKeeping] = await Promise.all([
        source.isReachable(),
        platform.verifiesSignatures(),
        platform.keepsInCache(),
      ])
      const isReady = isReachable && isVerifying
      const rulesets = howFarBehind()
      const body: JsonObject = {
        status: isReady ? rulesets.status : 'unavailable',
        checks: {
          configuration: { status: 'ok' },
          redis: { status: isReachable ? 'ok' : 'down' },
          ed25519: { status: isVerifying ? 'ok' : 'down' },
          cache: { status: isKeeping ? 'ok' : 'keeps_nothing' },
          reports: { status: isReporting ? 'on' : 'off' },
          rulesets: { ...rulesets },
          usage: { ...usage.health(), unsent: usage.unsent() },
        },
        ...refusals.counts(),
        ...(classicEnvironment === undefined ? {} : { classicOpen: true }),
      }
      return answerJson(isReady ? 200 : 503, body)
    },
    /** The seed's `/health`. */
    health: async (): Promise<Response> =>
      (await source.isReachable()) ? answerJson(200, { status: 'ok' }) : answerJson(503, { status: 'unavailable' }),
  }
}
