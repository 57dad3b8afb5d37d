import { spreadOf } from '../engine/statistics.ts'
import { quantile } from '../propagation/quantile.ts'
import { ENVIRONMENTS, type Scale } from '../origin/seed-organisation.ts'
import { cell, number, row, spread, table } from '../results-table.ts'
import type { ScrollingFigures } from './judge-frames.ts'
import type { FirstRowsFigures } from './measure-first-rows.ts'
import { SPEED_NAMES, type Speed } from './measure-scrolling.ts'
import type { SearchFigures } from './measure-search.ts'

export interface Run {
  readonly date: string
  readonly machine: string
  /** Of the browser. */
  readonly version: string
  readonly scale: Scale
  readonly rounds: number
  readonly seconds: number
  readonly firstRows: FirstRowsFigures
  readonly search: SearchFigures
  readonly scrolling: ReadonlyMap<Speed, ScrollingFigures>
}

/** In milliseconds. */
const TARGETS = { firstRowsMs: 1_000, searchMs: 150 } as const

/** The benchmark's section of the results file. */
export function reportRun(run: Run): string {
  const { scale, rounds, seconds } = run
  return [
    '## The list of flags: `npm run bench:console`',
    `${run.date} · ${run.machine} · headless Chromium ${run.version}, 1280 × 800`,
    `The console of a real origin process with ${scale.flags} flags × ${ENVIRONMENTS.length} environments, browser and origin on one machine. ` +
      `Medians of ${rounds} rounds, in parentheses the smallest and the largest; targets bind the median of first rows and nine of ten answers to a search. Milliseconds.`,
    timeTable(run),
    `The wheel turned down for ${seconds} s and up for half of that. A frame is blank when a place of the list without rows could be in sight before the next one was drawn.`,
    scrollingTable(run.scrolling),
  ].join('\n\n')
}

function timeTable({ firstRows: { coldMs, warmMs }, search: { narrowingMs, wideningMs } }: Run): string {
  return table(
    ['', 'measured', 'nine of ten within', 'target'],
    [
      firstRowsRow('first rows, nothing of the console in the cache', coldMs),
      firstRowsRow('first rows, the console in the cache', warmMs),
      searchRow('a letter more in the search', narrowingMs),
      searchRow('a letter less, which brings rows back', wideningMs),
    ],
  )
}

function firstRowsRow(title: string, values: readonly number[]): string {
  const figure = spreadOf(values)
  const target = TARGETS.firstRowsMs
  return row([title, cell(figure, figure.median <= target), number(quantile(values, 0.9)), `≤ ${target}`])
}

function searchRow(title: string, values: readonly number[]): string {
  const most = quantile(values, 0.9)
  const target = TARGETS.searchMs
  return row([title, spread(spreadOf(values)), `${passes(most <= target)} ${number(most)}`, `≤ ${target}`])
}

function scrollingTable(scrolling: Run['scrolling']): string {
  const rows = SPEED_NAMES.flatMap((speed) => {
    const figures = scrolling.get(speed)
    return figures === undefined ? [] : [scrollingRow(speed, figures)]
  })
  const heading = [
    '',
    'pixels a second',
    'rows passed',
    'frames',
    'blank',
    'least reserve, pixels',
    'longest frame, ms',
  ]
  return table(heading, rows)
}

const ROW_PX = 56

function scrollingRow(speed: Speed, figures: ScrollingFigures): string {
  const { pixelsPerSecond, scrolledPx, frames, blank, leastReservePx, longestFrameMs } = figures
  return row([
    speed,
    String(pixelsPerSecond),
    String(Math.round(scrolledPx / ROW_PX)),
    String(frames),
    `${passes(blank === 0)} ${blank}`,
    leastReservePx.toFixed(0),
    number(longestFrameMs),
  ])
}

function passes(isPassed: boolean): string {
  return isPassed ? 'pass' : '**FAIL**'
}
