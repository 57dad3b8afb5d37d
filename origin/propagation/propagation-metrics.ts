import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { RefusalCount } from '../../shared/contracts/edge-report.ts'
import type { Database } from '../db/open-database.ts'
import { LOCATION_STATES, locationState } from './location-state.ts'
import { listLocationsWithNewest } from './propagation-repository.ts'

export interface PropagationMetrics {
  readonly refused: (refusals: readonly RefusalCount[]) => void
  /** A version was first served so long after its commit, somewhere where people were asking. */
  readonly measured: (delayMs: number) => void
}

export interface PropagationMetricsParts {
  readonly registry: Registry
  readonly database: Database
  readonly clock: () => number
}

const SECONDS = [0.05, 0.1, 0.25, 0.5, 0.65, 1, 1.3, 2.5, 5.25, 10, 30, 60]
/** Parts times reasons, with room for a newer edge's: a label's values must not be anybody's to invent. */
const MAX_REASONS = 60

export function createPropagationMetrics(parts: PropagationMetricsParts): PropagationMetrics {
  const registers = [parts.registry]
  gaugeLocations(parts)
  const refusals = new Counter({
    name: 'togglemaster_edge_refusals_total',
    help: 'What edges found and did not believe, by part and reason.',
    labelNames: ['part', 'reason'] as const,
    registers,
  })
  const delays = new Histogram({
    name: 'togglemaster_propagation_seconds',
    help: 'From the commit of a version to the first answer by it, once for each location that was asked meanwhile.',
    buckets: SECONDS,
    registers,
  })
  const known = new Set<string>()
  return {
    refused: (counts) => {
      for (const { part, reason, count } of counts) {
        const name = `${part} ${reason}`
        if (known.size < MAX_REASONS) known.add(name)
        refusals.inc(known.has(name) ? { part, reason } : { part: 'other', reason: 'other' }, count)
      }
    },
    measured: (delayMs) => delays.observe(delayMs / 1_000),
  }
}

function gaugeLocations({ registry, database, clock }: PropagationMetricsParts): void {
  const gauge: Gauge<'state'> = new Gauge({
    name: 'togglemaster_edge_locations',
    help: 'Data centres, once for each environment that they serve, by how they stand to its newest published version.',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      const counts = countStates(database, clock())
      for (const state of LOCATION_STATES) gauge.set({ state }, counts.get(state) ?? 0)
    },
  })
}

/** None while the database is down: the other metrics can still be read. */
function countStates(database: Database, nowMs: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { newestVersion, publishedAtMs, ...told } of readLocations(database)) {
    const newest = { version: newestVersion ?? 0, publishedAtMs: publishedAtMs ?? 0 }
    const state = locationState(told, newest, nowMs)
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

function readLocations(database: Database): ReturnType<typeof listLocationsWithNewest> {
  try {
    return listLocationsWithNewest(database)
  } catch {
    return []
  }
}
