import { type Spread, ratioOf, spreadOf } from '../engine/statistics.ts'
import { cell, row, spread, table } from '../results-table.ts'
import { CALLS, type Call } from './calls.ts'
import { LIMIT, OURS, titleOf } from './contenders.ts'
import { CONNECTIONS, THREADS } from './load.ts'
import type { Sample, Samples } from './rounds.ts'

export interface Run {
  readonly date: string
  readonly machine: string
  readonly rounds: number
  readonly seconds: number
  readonly flags: number
  readonly samples: Samples
}

/** Of the requests a second that the limit answers for one flag. */
const TARGETS: Readonly<Record<Call, number>> = { one: 0.85, all: 0.75 }

/** The benchmark's section of the results file. */
export function reportRun(run: Run): string {
  const names: Readonly<Record<Call, string>> = { one: 'One flag', all: `All of ${run.flags} flags` }
  return [
    '## The whole Worker: `npm run bench:edge`',
    `${run.date} · ${run.machine}`,
    `workerd under wrk, ${THREADS} threads and ${CONNECTIONS} connections, on the same machine; medians of ${run.rounds} interleaved rounds of ${run.seconds} s, in parentheses the smallest and the largest. ` +
      'Ours checks the key, keeps the freshness rule, evaluates, counts, and sends what it counted; the others only answer. ' +
      'The limit answers a constant, for one flag; both targets are shares of it, as medians of the ratios within each round.',
    ...CALLS.flatMap((call) => [`### ${names[call]}`, callTable(run.samples, call)]),
  ].join('\n\n')
}

function callTable(samples: Samples, call: Call): string {
  const limit = perSecond(samples.get(LIMIT)?.one ?? [])
  const rows = [...samples]
    .filter(([, calls]) => calls[call].length > 0)
    .map(([name, calls]) => {
      const own = calls[call]
      const share = ratioOf(perSecond(own), limit)
      return row([
        titleOf(name),
        spread(spreadOf(perSecond(own))),
        name === OURS ? `${cell(share, share.median >= TARGETS[call])}, ≥ ${TARGETS[call]}` : spread(share),
        spread(spreadOf(own.map(({ cpuUsPerRequest }) => cpuUsPerRequest))),
        spread(milliseconds(own, 'p50Us')),
        spread(milliseconds(own, 'p99Us')),
      ])
    })
  return table(['', 'requests a second', 'share of the limit', 'CPU a request, µs', 'p50, ms', 'p99, ms'], rows)
}

function perSecond(samples: readonly Sample[]): readonly number[] {
  return samples.map((sample) => sample.perSecond)
}

function milliseconds(samples: readonly Sample[], figure: 'p50Us' | 'p99Us'): Spread {
  return spreadOf(samples.map((sample) => sample[figure] / 1000))
}
