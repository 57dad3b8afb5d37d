import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../harness/eventually.ts'
import {
  type Usage,
  type UsageCounts,
  addDecisions,
  decisionsIn,
  readUsage,
  usageSince,
} from '../harness/usage-counts.ts'
import type { Findings, Theatre } from './drill.ts'
import { type Load, startLoad } from './load/load.ts'
import type { LoadReport } from './load/load-messages.ts'
import { untilQueueEmpty } from './queue.ts'
import { SCENE_FLAGS } from './scene-flags.ts'
import type { Stage } from './stage.ts'

/** One drill on the stage, while people ask. */
export interface Scene {
  readonly stage: Stage
  readonly load: Load
  /** Lets it go on for so long, and shows people that it does. */
  goOn(seconds: number, what: string): Promise<void>
}

/** What an act found beyond what every drill must hold. */
export type Act = (scene: Scene) => Promise<Acted>

interface Acted {
  readonly figures?: Findings['figures']
  readonly problems?: readonly string[]
  /** Of what takes time: judged when all is over. */
  readonly judge?: (report: LoadReport) => Omit<Findings, 'figures'> & { readonly figures?: Findings['figures'] }
}

const COUNTED_WITHIN_MS = 120_000
const STEP_MS = 250

/**
 * Plays an act under load and holds it to what every drill must hold: no evaluation fails, none differs from what the
 * oracle says, no isolate goes back, and what was answered is what is counted, with what edges dropped.
 */
export async function underLoad(theatre: Theatre, act: Act): Promise<Findings> {
  const stage = await theatre.stage()
  const before = await readUsage(stage.stack, SCENE_FLAGS)
  const load = await startLoad({ edges: stage.edges, key: stage.stack.keys.server, flags: SCENE_FLAGS })
  const goOn: Scene['goOn'] = async (seconds, what) => {
    const untilMs = performance.now() + seconds * 1_000
    while (performance.now() < untilMs) {
      const { requests, failures } = load.tick
      const leftSeconds = Math.ceil((untilMs - performance.now()) / 1_000)
      theatre.say(`${what}: ${leftSeconds} s to go, ${requests} requests, ${failures} failures`)
      await sleep(STEP_MS)
    }
  }
  const play = async (): Promise<Acted> => {
    await goOn(theatre.extent(2, 0.5), 'warming up')
    load.phase('drill')
    return act({ stage, load, goOn })
  }
  // Also where the act breaks: the load would go on for ever.
  const acted = await play().catch(async (cause: unknown) => {
    await load.stop()
    throw cause
  })
  theatre.say('stopping the load')
  const report = await load.stop()
  theatre.say('waiting until all is counted')
  const judged = acted.judge?.(report) ?? { problems: [] }
  const common = await judgeAll(stage, { report, before })
  return {
    figures: { ...common.figures, ...acted.figures, ...judged.figures },
    problems: [...common.problems, ...(acted.problems ?? []), ...judged.problems],
    notes: judged.notes ?? [],
  }
}

async function judgeAll(
  stage: Stage,
  { report, before }: { readonly report: LoadReport; readonly before: Usage },
): Promise<Findings> {
  const { different, example } = stage.oracle.judge(report.answers)
  const ledger: UsageCounts = new Map()
  for (const answer of report.answers) addDecisions(ledger, answer, answer.times)
  const answered = decisionsIn(ledger)
  const readSince = async (): Promise<Usage> => usageSince(before, await readUsage(stage.stack, SCENE_FLAGS))
  await eventually(readSince, ({ counts, dropped }) => decisionsIn(counts) + dropped >= answered, COUNTED_WITHIN_MS)
  // What is delivered once more may still be on its way.
  await untilQueueEmpty(stage.stack)
  const usage = await readSince()
  const { dropped } = usage
  const counted = decisionsIn(usage.counts)
  const tooOften = [...usage.counts].filter(([counter, count]) => count > (ledger.get(counter) ?? 0))
  const failed = Object.values(report.failures).reduce((sum, count) => sum + count, 0)
  const { drill } = report.phases
  const problems = [
    ...(failed === 0 ? [] : [`${failed} failed: ${JSON.stringify(report.failures)}`]),
    ...(different === 0 ? [] : [`${different} different answers: ${example}`]),
    ...(report.wentBack === 0 ? [] : [`${report.wentBack} answers of a lower version than before`]),
    ...(counted + dropped === answered
      ? []
      : [`${answered} answered, ${counted} counted, ${dropped} dropped; ${await describeUnsent(report.edges)}`]),
    ...(tooOften.length === 0 ? [] : [`counted too often: ${JSON.stringify(Object.fromEntries(tooOften))}`]),
  ]
  return {
    figures: {
      requests: Object.values(report.phases).reduce((sum, { requests }) => sum + requests, 0),
      failures: failed,
      different,
      ...(drill === undefined || drill.requests === 0
        ? {}
        : { p99: inMs(drill.p99Ms), slowest: inMs(drill.slowestMs), 'over 250 ms': drill.blocked }),
      'counted/ledger': `${counted}/${answered}`,
      dropped,
    },
    problems,
  }
}

/** Where decisions may still be, by what the edges say of themselves. */
async function describeUnsent(edges: readonly string[]): Promise<string> {
  const said = await Promise.all(
    edges.map(async (edge) => {
      const response = await fetch(`${edge}/readyz`).catch(() => undefined)
      const ready = (await response?.json()) as { readonly checks?: { readonly usage?: unknown } } | undefined
      return `${edge}: ${JSON.stringify(ready?.checks?.usage)}`
    }),
  )
  return said.join(', ')
}

export function inMs(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}
