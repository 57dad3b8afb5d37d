import type { Arrival, EnvironmentReport, RefusalCount } from '../../shared/contracts/edge-report.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { LocationMarker } from './location-marker.ts'
import type { ReportedRefusals } from './reported-refusals.ts'
import type { ReportedEnvironment, SeenArrival, Serving } from './serving-log.ts'

/** What is to be told of one environment; it waits again when it could not be told. */
export interface Draft {
  readonly serving: Serving
  readonly arrivals: readonly SeenArrival[]
  readonly refusals: readonly RefusalCount[]
}

export interface ReportDrafts {
  /** Takes what waits, except what another isolate of the data centre tells. */
  take(serving: Serving): Promise<Draft>
  giveBack(draft: Draft): void
  write(draft: Draft, nowMs: number): EnvironmentReport
}

export interface DraftDependencies {
  readonly marker: LocationMarker
  readonly refusals: ReportedRefusals
  /** Names of what the edge does not wait for now. */
  readonly openBreakersOf: (environment: ReportedEnvironment) => readonly string[]
}

/** No isolate of a data centre finds a version later than this after the first one. */
const VERSION_MARK_SECONDS = 3_600

export function createReportDrafts({ marker, refusals, openBreakersOf }: DraftDependencies): ReportDrafts {
  /** Arrivals that this isolate is to tell, whenever it can. */
  const mine = new WeakSet<SeenArrival>()

  const isMine = async (environment: string, arrival: SeenArrival): Promise<boolean> => {
    if (!mine.has(arrival) && (await marker.claim(`${environment}/${arrival.version}`, VERSION_MARK_SECONDS))) {
      mine.add(arrival)
    }
    return mine.has(arrival)
  }

  return {
    take: async (serving) => {
      const { arrivals, environment } = serving
      serving.arrivals = []
      const areMine = await Promise.all(arrivals.map((arrival) => isMine(environment.id, arrival)))
      const refused = refusals.take(environment.id)
      return { serving, arrivals: arrivals.filter((_, place) => areMine[place]), refusals: refused }
    },
    giveBack: ({ serving, arrivals, refusals: counts }) => {
      serving.arrivals = [...arrivals, ...serving.arrivals].slice(-LIMITS.arrivalsPerReport)
      refusals.giveBack(serving.environment.id, counts)
    },
    write: ({ serving: { environment, version, newestAtMs }, arrivals, refusals: counts }, nowMs) => ({
      environment: environment.id,
      version,
      ageMs: durationMs(newestAtMs, nowMs),
      openBreakers: openBreakersOf(environment),
      refusals: counts,
      arrivals: arrivals.map((arrival) => writeArrival(arrival, nowMs)),
    }),
  }
}

function writeArrival({ version, afterVersion, atMs, quietForMs }: SeenArrival, nowMs: number): Arrival {
  return { version, afterVersion, servedForMs: durationMs(atMs, nowMs), quietForMs }
}

/** Whole, and none where the clock stepped back. */
function durationMs(fromMs: number, toMs: number): number {
  return Math.max(0, Math.round(toMs - fromMs))
}
