import { WORKLOADS, type Workload } from './engine.ts'
import { type EngineName, FLOOR, OURS, isPeer } from './engines.ts'
import type { ColdResult } from './cold.ts'
import { cell, row, spread, table } from '../results-table.ts'
import type { Samples } from './rounds.ts'
import { ratioOf, spreadOf } from './statistics.ts'
import { COLD_TARGETS, TARGETS } from './targets.ts'

export interface Run {
  readonly date: string
  readonly machine: string
  readonly rounds: number
  readonly sampleMs: number
  readonly samples: Samples
  readonly cold: readonly ColdResult[]
  readonly versions: ReadonlyMap<EngineName, string>
  /** Engines that are not in the tables, and why. */
  readonly excluded: ReadonlyMap<EngineName, readonly string[]>
}

/** The benchmark's section of the results file. */
export function reportRun(run: Run): string {
  return [
    '## The evaluator: `npm run bench:engine`',
    `${run.date} · ${run.machine}`,
    `Medians of ${run.rounds} interleaved rounds, samples of at least ${run.sampleMs} ms, one process per engine; in parentheses the smallest and the largest round. ` +
      'Ratios are medians of the ratios within each round. Everything that is timed gives the engine’s full result. ' +
      'w5 gives every flag’s key and full result: as a list where the engine’s own bulk call gives one (flagd, `resolveAll`) ' +
      'and where its bulk answer is one (ours), and as an object by key, one call for each flag, where it is ' +
      'asked for one flag at a time (the other peers). The floor gives an object of bare values.',
    '### Against the targets',
    targetTable(run.samples),
    '### Nanoseconds per evaluation (w5: microseconds for all flags)',
    timeTable(run.samples),
    '### Cold: from bytes to the first answer',
    run.cold.length === 0 ? 'Not measured.' : coldTable(run.cold),
    '### Versions',
    [...run.versions].map(([name, version]) => `- ${name}: ${version}`).join('\n'),
    ...(run.excluded.size === 0 ? [] : ['### EXCLUDED, because they do not do the work', exclusions(run.excluded)]),
  ].join('\n\n')
}

/** The cells that the issue names: ours over the floor, and the fastest peer over ours. */
function targetTable(samples: Samples): string {
  const ours = samples.get(OURS)
  const floor = samples.get(FLOOR)
  if (ours === undefined) return 'Ours was not measured.'
  const rows = WORKLOADS.map((workload) => {
    const target = TARGETS[workload]
    const peer = fastestPeer(samples, workload)
    const overFloor = floor && ratioOf(floor[workload].length > 0 ? ours[workload] : [], floor[workload])
    const overPeer = peer && ratioOf(peer.nsEach, ours[workload])
    return row([
      workload,
      overFloor ? cell(overFloor, overFloor.median <= target.timesFloor) : '–',
      `≤ ${target.timesFloor}`,
      overPeer ? cell(overPeer, overPeer.median >= target.timesFaster) : '–',
      `≥ ${target.timesFaster}`,
      peer?.name ?? '–',
    ])
  })
  return table(['', 'times the floor', 'target', 'times faster than the fastest peer', 'target', 'that peer'], rows)
}

interface TimedEngine {
  readonly name: EngineName
  readonly nsEach: readonly number[]
}

function fastestPeer(samples: Samples, workload: Workload): TimedEngine | undefined {
  return [...samples]
    .filter(([name]) => isPeer(name))
    .map(([name, times]): TimedEngine => ({ name, nsEach: times[workload] }))
    .toSorted((a, b) => spreadOf(a.nsEach).median - spreadOf(b.nsEach).median)[0]
}

function timeTable(samples: Samples): string {
  const rows = [...samples].map(([name, times]) =>
    row([
      name,
      ...WORKLOADS.map((workload) =>
        spread(spreadOf(times[workload].map((ns) => (workload === 'w5' ? ns / 1000 : ns)))),
      ),
    ]),
  )
  return table(['', 'w1', 'w2', 'w3', 'w4', 'w5, µs'], rows)
}

function coldTable(results: readonly ColdResult[]): string {
  const rows = results.map(({ name, bytes, openMs, parseMs, timeShare, memory }) => {
    const judged = name === OURS
    return row([
      name,
      (bytes / 1e6).toFixed(1),
      spread(openMs),
      spread(parseMs),
      judged ? cell(timeShare, timeShare.median <= COLD_TARGETS.timeShare) : spread(timeShare),
      judged ? cell(memory, memory.median < COLD_TARGETS.memory) : spread(memory),
    ])
  })
  const heading = [
    '',
    'MB',
    'to the first answer, ms',
    'decode and JSON.parse, ms',
    'share of that',
    'memory kept, times the bytes',
  ]
  return (
    table(heading, rows) +
    `\n\nTargets for ours: at most ${COLD_TARGETS.timeShare} of the time, memory below ${COLD_TARGETS.memory} × the bytes (the bytes themselves are counted when they are kept). Peers start from documents in their own formats.`
  )
}

function exclusions(excluded: Run['excluded']): string {
  return [...excluded].flatMap(([name, problems]) => problems.map((problem) => `- ${name}: ${problem}`)).join('\n')
}
