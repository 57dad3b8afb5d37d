import type { Registry } from 'prom-client'
import type { EdgeReport, EnvironmentReport } from '../../shared/contracts/edge-report.ts'
import type { KeyUseBook } from '../access/key-use-book.ts'
import type { Database } from '../db/open-database.ts'
import { TRAFFIC_MS } from './measure-publish.ts'
import { createPropagationMetrics } from './propagation-metrics.ts'
import {
  type ArrivalRow,
  type LocationRow,
  type Publish,
  forgetOldReports,
  hasEnvironment,
  insertArrival,
  listPublishes,
  upsertLocation,
} from './propagation-repository.ts'

/**
 * What edges told. It lies in memory for up to a second, so that a publish which 300 data centres answer costs one
 * transaction; a crash loses that second, which edges tell again with their next version or minute.
 */
export interface ReportBook {
  readonly accept: (report: EdgeReport) => void
  /** Writes down what lies in memory. Never throws: an observation is not worth a failed request. */
  readonly flush: () => void
}

export interface ReportBookParts {
  readonly database: Database
  readonly clock: () => number
  readonly registry: Registry
  readonly keyUses: Pick<KeyUseBook, 'note'>
  readonly onProblem: (problem: string, error: unknown) => void
}

const FLUSH_AFTER_MS = 1_000
/** Rows in memory; one report has at most about a thousand. */
const MAX_PENDING = 20_000

export function createReportBook({ database, clock, registry, keyUses, onProblem }: ReportBookParts): ReportBook {
  const metrics = createPropagationMetrics({ database, clock, registry })
  const locations = new Map<string, LocationRow>()
  let arrivals: ArrivalRow[] = []
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const told = { locations: [...locations.values()], arrivals }
    locations.clear()
    arrivals = []
    if (told.locations.length === 0) return
    try {
      for (const delayMs of writeDown(database, told)) metrics.measured(delayMs)
    } catch (error) {
      onProblem('what edges reported could not be stored', error)
    }
  }

  return {
    accept: ({ location, environments, keys }) => {
      const nowMs = clock()
      for (const { id, environment: environmentId, usedForMs } of keys) {
        keyUses.note({ id, environmentId, usedAtMs: Math.max(0, nowMs - usedForMs) })
      }
      for (const told of environments) {
        metrics.refused(told.refusals)
        locations.set(`${told.environment} ${location}`, locationRow(location, told, nowMs))
        arrivals.push(...arrivalRows(location, told, nowMs))
      }
      if (locations.size + arrivals.length > MAX_PENDING) flush()
      else timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref()
    },
    flush,
  }
}

function locationRow(location: string, told: EnvironmentReport, nowMs: number): LocationRow {
  const { environment: environmentId, version, ageMs, openBreakers, refusals } = told
  return { environmentId, location, version, ageMs, openBreakers, refusals, reportedAtMs: nowMs }
}

/** An edge says how long ago something was; when that was is for the origin's clock to say. */
function arrivalRows(
  location: string,
  { environment: environmentId, arrivals }: EnvironmentReport,
  nowMs: number,
): readonly ArrivalRow[] {
  return arrivals.map(({ version, afterVersion, servedForMs, quietForMs }) => {
    return { environmentId, version, location, afterVersion, servedAtMs: nowMs - servedForMs, quietForMs }
  })
}

interface Told {
  readonly locations: readonly LocationRow[]
  readonly arrivals: readonly ArrivalRow[]
}

/** @returns how long after their commits versions were served that are new here, in milliseconds */
function writeDown(database: Database, { locations, arrivals }: Told): readonly number[] {
  return database.transaction((transaction) => {
    const ids = new Set(locations.map(({ environmentId }) => environmentId))
    const publishes = new Map<string, readonly Publish[]>()
    for (const id of ids) if (hasEnvironment(transaction, id)) publishes.set(id, listPublishes(transaction, id))
    const isKnown = ({ environmentId }: { readonly environmentId: string }): boolean => publishes.has(environmentId)
    for (const row of locations.filter(isKnown)) upsertLocation(transaction, row)
    const delaysMs = arrivals.filter(isKnown).flatMap((row) => {
      const publish = publishes.get(row.environmentId)?.find(({ version }) => version === row.version)
      const isNew = insertArrival(transaction, row)
      if (!isNew || publish === undefined || row.quietForMs > TRAFFIC_MS) return []
      return [Math.max(0, row.servedAtMs - publish.committedAtMs)]
    })
    for (const id of publishes.keys()) forgetOldReports(transaction, id)
    return delaysMs
  })
}
