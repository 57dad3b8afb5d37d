import { number, row, table } from '../results-table.ts'
import type { AwakeFigures } from './measure-awake.ts'
import type { CostFigures } from './measure-cost.ts'
import type { SleepingFigures } from './measure-sleeping.ts'
import { FLEET, type HourlyUse, mixedUse, monthlyDollars } from './monthly-cost.ts'
import { quantile } from './quantile.ts'
import { LARGE, NEVER_OVER_MS, TARGETS } from './targets.ts'

export const AWAKE_HEADING = [
  '',
  'Redis',
  'edits × isolates',
  'p50',
  'p99',
  'stalest answer',
  'committed → in Redis',
  '→ noticed',
  '→ shown',
  'editor waits p50',
  'requests p99',
  'day',
]

export const SLEEPING_HEADING = [
  'Redis',
  'edits',
  'wakings',
  'stalest answer',
  'its p50',
  'its p99',
  'caught up after p50',
  'p99',
  'slept > 5 s: p99',
  'day',
]

export interface Run {
  readonly date: string
  readonly roundTripMs: number
}

export type Mode = keyof typeof TARGETS

export function awakeRow(mode: Mode, { date, roundTripMs }: Run, figures: AwakeFigures): string {
  const { delaysMs, stages, returnedMs, requestsMs } = figures
  const target = TARGETS[mode]
  const isBinding = roundTripMs === 0
  const p50 = quantile(delaysMs, 0.5)
  const p99 = quantile(delaysMs, 0.99)
  return row([
    mode === 'off' ? '`ATTENTION=off`' : 'attention',
    `${roundTripMs} ms`,
    `${figures.edits} × ${figures.isolates}`,
    isBinding ? judged(p50, target.p50) : number(p50),
    isBinding ? judged(p99, target.p99) : number(p99),
    judged(figures.stalestMs, NEVER_OVER_MS),
    number(stages.published),
    number(stages.noticed),
    number(stages.shown),
    number(quantile(returnedMs, 0.5)),
    number(quantile(requestsMs, 0.99)),
    date,
  ])
}

export function sleepingRow({ date, roundTripMs }: Run, figures: SleepingFigures): string {
  const { stalestMs, caughtUpMs, longAsleepCaughtUpMs } = figures
  return row([
    `${roundTripMs} ms`,
    String(figures.edits),
    String(figures.wakings),
    judged(quantile(stalestMs, 1), NEVER_OVER_MS),
    number(quantile(stalestMs, 0.5)),
    number(quantile(stalestMs, 0.99)),
    number(quantile(caughtUpMs, 0.5)),
    number(quantile(caughtUpMs, 0.99)),
    number(quantile(longAsleepCaughtUpMs, 0.99)),
    date,
  ])
}

/** Hours of attention that an environment has in a day. */
const ATTENTIVE_HOURS = 2

export function costTable({ idle, busy, attentive, origin }: CostFigures): string {
  const fleet = `${FLEET.locations} × ${FLEET.isolatesPerLocation} isolates`
  const rows = [
    useRow('asked nothing', idle),
    useRow('asked 50 times a second', busy),
    useRow('the same under attention', attentive),
    useRow(
      `asked all day, with the ${ATTENTIVE_HOURS} h of attention that a day has`,
      mixedUse(busy, attentive, ATTENTIVE_HOURS),
    ),
    row(['the origin, while nobody edits', number(origin.commands), number(origin.bytes / 1e6), '']),
  ]
  return table(['', 'commands an hour, each', 'MB answered an hour, each', `a month, ${fleet}`], rows)
}

export function largeTable(figures: AwakeFigures): string {
  const { delaysMs, requestsMs, stages } = figures
  const slow = requestsMs.filter((ms) => ms > LARGE.slowestRequestMs).length
  const rows = [
    row([
      `${figures.edits} × ${figures.isolates}`,
      number(quantile(delaysMs, 0.5)),
      judged(quantile(delaysMs, 1), LARGE.servedWithinMs),
      number(stages.published),
      number(stages.noticed),
      number(stages.shown),
      number(quantile(requestsMs, 0.99)),
      judged(quantile(requestsMs, 1), LARGE.slowestRequestMs),
      `${slow} of ${requestsMs.length}`,
    ]),
  ]
  const heading = [
    'edits × isolates',
    'served p50',
    'slowest',
    'committed → in Redis',
    '→ noticed',
    '→ shown',
    'requests p99',
    'slowest request',
    `requests over ${LARGE.slowestRequestMs}`,
  ]
  return table(heading, rows)
}

function useRow(name: string, use: HourlyUse): string {
  return row([name, number(use.commands), number(use.bytes / 1e6), `$${monthlyDollars(use).toFixed(0)}`])
}

function judged(value: number, target: number): string {
  return `${value <= target ? 'pass' : '**FAIL**'} ${number(value)} ≤ ${target}`
}
