import { describeMachine } from '../machine.ts'
import { readSection, writeSection } from '../results-file.ts'
import { table } from '../results-table.ts'
import { type AwakeFigures, measureAwake } from './measure-awake.ts'
import { type CostFigures, type RestFigures, measureAtRest, measureAttentive } from './measure-cost.ts'
import { measureSleeping } from './measure-sleeping.ts'
import { mergeRows } from './merge-rows.ts'
import type { Options, Phase } from './options.ts'
import { AWAKE_HEADING, type Mode, SLEEPING_HEADING, awakeRow, costTable, largeTable, sleepingRow } from './report.ts'
import { LARGE } from './targets.ts'
import { type World, startWorld } from './world.ts'

/** Measures one thing and writes it down; returns what must not have happened. */
export type RunPhase = (options: Options) => Promise<readonly string[]>

export const RUN_PHASE: Readonly<Record<Phase, RunPhase>> = {
  attention: (options) => runAwake('attention', options),
  off: (options) => runAwake('off', options),
  sleeping: runSleeping,
  cost: runCost,
  large: runLarge,
}

/** As many as a team has. */
const FLAGS = 100
/** Pauses leave the origin time to publish one edit before the next: at most three questions to Redis. */
const PAUSE = { meanMs: 300, roundTrips: 3 } as const
const SLEEPING_PAUSE_MS = 1_000
/** Nobody asks most of them at a time. */
const SLEEPERS_PER_ISOLATE = 2
const LARGE_PAUSE_MS = 5_000
const LARGE_EDITS = 20
/** On machines of their own they would not share two cores while each unpacks megabytes. */
const LARGE_ISOLATES = 2

async function runAwake(mode: Mode, options: Options): Promise<readonly string[]> {
  const environment = { ATTENTION: mode === 'off' ? 'off' : 'on' }
  const problems: string[] = []
  await inWorld({ isolates: options.isolates, flags: FLAGS, environment }, async (world) => {
    for (const roundTripMs of options.roundTripsMs) {
      await world.setRoundTrip(roundTripMs)
      if (mode === 'attention') await world.api.raiseAttention()
      const meanPauseMs = PAUSE.meanMs + PAUSE.roundTrips * roundTripMs
      const figures = await measureAwake(world, { edits: options.edits, meanPauseMs })
      problems.push(...figures.problems)
      writeAwake(awakeRow(mode, { date: today(), roundTripMs }, figures))
    }
  })
  return problems
}

function writeAwake(row: string): void {
  const name = 'bench:propagation'
  const rows = mergeRows(readSection(name), [row], 2)
  const intro =
    'A real origin, a redis-server behind its REST front and workerd processes on one machine, each isolate asked 50 times a second over HTTP. ' +
    'From the beginning of an edit’s commit, by the origin, until the first evaluation that shows it has arrived: one sample for each edit and isolate. ' +
    'All times in milliseconds; targets bind where Redis is near. *Stalest answer*: the oldest committed edit that any answer did not show. ' +
    'The three steps are medians: until the signed head lies in Redis, until an isolate has looked at it, until an evaluation shows it.'
  write(name, ['## Propagation: `npm run bench:propagation`', describeMachine(), intro, table(AWAKE_HEADING, rows)])
}

async function runSleeping(options: Options): Promise<readonly string[]> {
  const problems: string[] = []
  const isolates = options.isolates * SLEEPERS_PER_ISOLATE
  await inWorld({ isolates, flags: FLAGS, environment: { ATTENTION: 'off' } }, async (world) => {
    for (const roundTripMs of options.roundTripsMs) {
      await world.setRoundTrip(roundTripMs)
      const figures = await measureSleeping(world, { edits: options.edits, meanPauseMs: SLEEPING_PAUSE_MS })
      problems.push(...figures.problems)
      writeSleeping(sleepingRow({ date: today(), roundTripMs }, figures))
    }
  })
  return problems
}

function writeSleeping(row: string): void {
  const name = 'bench:propagation:sleeping'
  const intro =
    'Isolates that nobody asks for up to ten seconds, while edits go on about once a second; then each is asked until it has caught up. ' +
    'Up to five seconds after its last look an isolate serves what it knows and looks behind the answer, later it looks first. ' +
    '*Caught up*: from its first request on. `ATTENTION=off`; milliseconds.'
  const rows = mergeRows(readSection(name), [row], 1)
  write(name, ['### Isolates that slept', describeMachine(), intro, table(SLEEPING_HEADING, rows)])
}

async function runCost({ isolates, seconds }: Options): Promise<readonly string[]> {
  let figures: RestFigures | undefined
  // Attention lasts for a minute after the keys were made, so that at rest it is turned off.
  await inWorld({ isolates, flags: FLAGS, environment: { ATTENTION: 'off' } }, async (world) => {
    figures = await measureAtRest(world, seconds)
  })
  await inWorld({ isolates, flags: FLAGS, environment: {} }, async (world) => {
    const attentive = await measureAttentive(world, seconds)
    if (figures !== undefined) writeCost({ ...figures, attentive }, seconds)
  })
  return []
}

function writeCost(figures: CostFigures, seconds: number): void {
  const intro =
    `Counted at Redis for ${seconds} s each, an environment of ${FLAGS} flags. Dollars are Upstash’s, pay as you go: $0.20 for 100 000 commands, $0.03 for each GB beyond 200 ` +
    '(upstash.com/pricing/redis, November 2026), if all isolates did this all month; one environment.'
  write('bench:propagation:cost', [
    '### What it asks of Redis',
    `${today()} · ${describeMachine()}`,
    intro,
    costTable(figures),
  ])
}

async function runLarge({ edits }: Options): Promise<readonly string[]> {
  let figures: AwakeFigures | undefined
  await inWorld({ isolates: LARGE_ISOLATES, flags: LARGE.flags - 1, environment: {} }, async (world) => {
    figures = await measureAwake(world, { edits: Math.min(edits, LARGE_EDITS), meanPauseMs: LARGE_PAUSE_MS })
    const intro = `${LARGE.flags} flags of five rules; isolates are asked 50 times a second all the time. Milliseconds.`
    write('bench:propagation:large', [
      '### A full ruleset',
      `${today()} · ${describeMachine()}`,
      intro,
      largeTable(figures),
    ])
  })
  return figures?.problems ?? []
}

async function inWorld(
  options: Parameters<typeof startWorld>[0],
  work: (world: World) => Promise<void>,
): Promise<void> {
  const world = await startWorld(options)
  try {
    await work(world)
  } finally {
    await world.close()
  }
}

function write(name: string, paragraphs: readonly string[]): void {
  const text = paragraphs.join('\n\n')
  console.log(`\n${text}`)
  writeSection(name, text)
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
