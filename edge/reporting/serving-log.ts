import { LIMITS } from '../../shared/contracts/limits.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'

/** An environment as far as a report needs it: no ruleset, so that memory can let that go. */
export type ReportedEnvironment = Pick<LoadedEnvironment, 'id' | 'contents' | 'bodies'>

/** What an isolate has been serving of one environment. */
export interface Serving {
  readonly environment: ReportedEnvironment
  version: number
  /** When that version was last known to be the newest. */
  newestAtMs: number
  askedAtMs: number
  /** When it was last told to the origin, or found to have been told by another isolate. */
  toldAtMs: number
  /** Not told yet, oldest first. */
  arrivals: readonly SeenArrival[]
}

/** The first answer by a version that replaced another one, as the isolate saw it. */
export interface SeenArrival {
  readonly version: number
  readonly afterVersion: number
  readonly atMs: number
  readonly quietForMs: number
}

/** Who was asked for, with what; forgets environments that nobody asks for. */
export interface ServingLog {
  /** @returns whether the version is new here, and replaced another one */
  note(environment: LoadedEnvironment, nowMs: number): boolean
  /** Those asked for within a time, the one that was told longest ago first; the others are forgotten. */
  recent(nowMs: number, withinMs: number): readonly Serving[]
}

export function createServingLog(): ServingLog {
  const servings = new Map<string, Serving>()

  const begin = ({ id, contents, bodies, ruleset, newestAtMs }: LoadedEnvironment, nowMs: number): false => {
    const { version } = ruleset
    const environment = { id, contents, bodies }
    servings.set(id, { environment, version, newestAtMs, askedAtMs: nowMs, toldAtMs: 0, arrivals: [] })
    return false
  }

  return {
    note: (environment, nowMs) => {
      const serving = servings.get(environment.id)
      // One that memory had to give up and loaded anew began anew.
      if (serving?.environment.contents !== environment.contents) return begin(environment, nowMs)
      const { version } = environment.ruleset
      const isNew = version !== serving.version
      if (isNew) addArrival(serving, version, nowMs)
      serving.newestAtMs = environment.newestAtMs
      serving.askedAtMs = nowMs
      return isNew
    },
    recent: (nowMs, withinMs) => {
      for (const [id, { askedAtMs }] of servings) {
        if (Math.abs(nowMs - askedAtMs) > withinMs) servings.delete(id)
      }
      return [...servings.values()].toSorted((a, b) => a.toldAtMs - b.toldAtMs)
    },
  }
}

function addArrival(serving: Serving, version: number, nowMs: number): void {
  const quietForMs = Math.max(0, nowMs - serving.askedAtMs)
  const arrival: SeenArrival = { version, afterVersion: serving.version, atMs: nowMs, quietForMs }
  serving.arrivals = [...serving.arrivals, arrival].slice(-LIMITS.arrivalsPerReport)
  serving.version = version
}
