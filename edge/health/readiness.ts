import type { JsonObject } from '../../shared/contracts/json.ts'
import { answerJson } from '../evaluation/answer.ts'
import type { Refusals } from '../ruleset/refusals.ts'
import type { WatchedSource } from '../ruleset/watched-source.ts'
import type { UsageRecorder } from '../usage/recorder.ts'

export interface ReadinessDependencies {
  readonly source: WatchedSource
  readonly usage: UsageRecorder
  readonly refusals: Refusals
  readonly classicEnvironment: string | undefined
}

/** Answers for an edge whose configuration is whole; usage that waits is told, but an edge with some is still ready. */
export function createReadiness({ source, usage, refusals, classicEnvironment }: ReadinessDependencies) {
  return {
    /** `/readyz` */
    ready: async (): Promise<Response> => {
      const isReachable = await source.isReachable()
      const body: JsonObject = {
        status: isReachable ? 'ok' : 'unavailable',
        checks: {
          configuration: { status: 'ok' },
          redis: { status: isReachable ? 'ok' : 'down' },
          usage: { ...usage.health(), unsent: usage.unsent() },
        },
        ...refusals.counts(),
        ...(classicEnvironment === undefined ? {} : { classicOpen: true }),
      }
      return answerJson(isReachable ? 200 : 503, body)
    },
    /** The seed's `/health`. */
    health: async (): Promise<Response> =>
      (await source.isReachable()) ? answerJson(200, { status: 'ok' }) : answerJson(503, { status: 'unavailable' }),
  }
}
