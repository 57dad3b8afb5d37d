import { type Spread, ratioOf, spreadOf } from '../engine/statistics.ts'
import { cell, number, row, spread, table } from '../results-table.ts'
import { CALLS } from './calls.ts'
import { CALL_NAMES, type CallFigures, type Plan } from './measure-calls.ts'
import type { PublishingFigures } from './measure-publishing.ts'
import type { Memory } from './read-memory.ts'
import { ENVIRONMENTS, type Scale } from './seed-organisation.ts'

export interface Run extends Plan {
  readonly date: string
  readonly machine: string
  readonly scale: Scale
  readonly calls: ReadonlyMap<keyof typeof CALLS, CallFigures>
  readonly publishing: PublishingFigures
  readonly memory: Memory
}

/** Of the time of `JSON.stringify`, and in milliseconds and megabytes. */
const TARGETS = { publish: 4, readDelayMs: 20, memoryMb: 400 } as const

/** The benchmark's section of the results file. */
export function reportRun(run: Run): string {
  const { flags, segments } = run.scale
  return [
    '## The control plane: `npm run bench:origin`',
    `${run.date} · ${run.machine}`,
    `An origin process with a SQLite file and a redis-server behind its REST front: ${flags} flags × ${ENVIRONMENTS.length} environments × ${segments} segments of a hundred ids in each. ` +
      `autocannon, ten connections for reads and one for changes; medians of ${run.rounds} interleaved rounds of ${run.seconds} s, in parentheses the smallest and the largest. ` +
      'The constant is an Express route that answers a text of the same size, in the same rounds; ratios are medians of those within each round. Milliseconds.',
    callTable(run.calls),
    '### Publishing the whole ruleset',
    publishingTable(run.publishing, run.memory),
  ].join('\n\n')
}

function callTable(calls: Run['calls']): string {
  const rows = CALL_NAMES.flatMap((name) => {
    const figures = calls.get(name)
    return figures === undefined ? [] : [callRow(name, figures)]
  })
  return table(['', 'answer, bytes', 'origin', 'constant', 'an fsync', 'times the constant', 'target'], rows)
}

/** What waits for the disk is held to its target without one fsync of the same round. */
function callRow(name: keyof typeof CALLS, { ours, constant, fsync, bytes }: CallFigures): string {
  const { title, target, method } = CALLS[name]
  const waitsForDisk = method === 'PATCH'
  const own = waitsForDisk ? ours.map((ms, round) => ms - (fsync[round] ?? 0)) : ours
  const ratio = ratioOf(own, constant)
  return row([
    title,
    String(bytes),
    spread(spreadOf(ours)),
    spread(spreadOf(constant)),
    waitsForDisk ? spread(spreadOf(fsync)) : '',
    target === undefined ? spread(ratio) : cell(ratio, ratio.median <= target),
    target === undefined ? '' : `≤ ${target}${waitsForDisk ? ' and one fsync' : ''}`,
  ])
}

function publishingTable(figures: PublishingFigures, memory: Memory): string {
  const ratio = ratioOf(figures.publishMs, figures.stringifyMs)
  const delay = delaySpread(figures)
  return table(
    ['', 'measured', 'target'],
    [
      row([`from taking it up until Redis has it, ${figures.megabytes.toFixed(1)} MB`, msOf(figures.publishMs), '']),
      row(['`JSON.stringify` of it', msOf(figures.stringifyMs), '']),
      row(['times `JSON.stringify`', cell(ratio, ratio.median <= TARGETS.publish), `≤ ${TARGETS.publish}`]),
      row(['reads while nothing is published', msOf(figures.idleMs), '']),
      row(['reads while publications go on', msOf(figures.busyMs), '']),
      row([
        'slowest of these, over the median of the former',
        `${passes(delay <= TARGETS.readDelayMs)} ${number(delay)}`,
        `≤ ${TARGETS.readDelayMs}`,
      ]),
      row([
        'memory after all of this, MB',
        `${passes(memory.residentMb < TARGETS.memoryMb)} ${number(memory.residentMb)}`,
        `< ${TARGETS.memoryMb}`,
      ]),
      row(['the most that it ever held, MB', number(memory.peakMb), '']),
    ],
  )
}

function delaySpread({ idleMs, busyMs }: PublishingFigures): number {
  return spreadOf(busyMs).max - spreadOf(idleMs).median
}

function msOf(values: readonly number[]): string {
  const figures: Spread = spreadOf(values)
  return `${spread(figures)} ms`
}

function passes(isPassed: boolean): string {
  return isPassed ? 'pass' : '**FAIL**'
}
