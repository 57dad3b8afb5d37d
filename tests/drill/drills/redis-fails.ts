import type { Drill } from '../drill.ts'
import type { PhaseFigures } from '../load/figures.ts'
import type { Stage } from '../stage.ts'
import { type Act, inMs, underLoad } from '../under-load.ts'

interface Fault {
  readonly name: string
  breakIt(): Promise<void>
  mend(): Promise<void>
}

const FRESH_WITHIN_MS = 10_000
/** Slower than an edge waits, faster than its look gives up. */
const SLOW_MS = 1_500
const MOST_ADDED_MS = 20

/** F2: a request waits at most 250 ms, once per isolate and window; what was changed meanwhile arrives within 10 s. */
export const redisFails: Drill = {
  name: 'F2',
  title: 'Redis frozen, refused, slow, truncating',
  run: (theatre) =>
    underLoad(theatre, async (scene) => {
      const { stage, load, goOn } = scene
      const faults = faultsOf(stage)
      const freshMs: number[] = []
      const problems: string[] = []
      load.phase('baseline')
      await goOn(theatre.extent(60, 2), 'baseline')
      for (const { name, breakIt, mend } of faults) {
        load.phase(name)
        await breakIt()
        const version = await stage.flip()
        await goOn(theatre.extent(300, 3), `Redis ${name}`)
        load.phase('mended')
        const mendedAtMs = Date.now()
        await mend()
        const seen = await load.untilSeen(version, stage.edges, FRESH_WITHIN_MS)
        // Edges that the origin told have it before the repair.
        if (seen.ok) freshMs.push(Math.max(0, seen.atMs - mendedAtMs))
        else problems.push(`${name}: a change made meanwhile did not arrive within 10 s of the repair`)
      }
      return {
        figures: { fresh: `${(Math.max(...freshMs) / 1_000).toFixed(1)} s` },
        problems,
        judge: judgeTimes(
          faults.map(({ name }) => name),
          { isStrict: !theatre.isQuick, isolates: stage.edges.length },
        ),
      }
    }),
}

function faultsOf({ redis, stack }: Stage): readonly Fault[] {
  const { redis: faults } = stack.faults
  const mend = async (): Promise<void> => faults.clear()
  return [
    { name: 'frozen', breakIt: async () => redis.server.freeze(), mend: async () => redis.server.thaw() },
    { name: 'refused', breakIt: () => redis.server.kill(), mend: () => redis.respawn() },
    { name: 'slow', breakIt: () => faults.set({ kind: 'slow', delayMs: SLOW_MS }), mend },
    { name: 'truncating', breakIt: () => faults.set({ kind: 'truncate' }), mend },
  ]
}

type Judge = NonNullable<Awaited<ReturnType<Act>>['judge']>

/** A machine that stalls by itself says nothing about Redis: the quick form, which runs anywhere, then judges no times. */
function judgeTimes(
  faults: readonly string[],
  { isStrict, isolates }: { readonly isStrict: boolean; readonly isolates: number },
): Judge {
  return ({ phases, stalledMs }) => {
    const baseline = phases['baseline']
    const during = faults.flatMap((name) => (phases[name] === undefined ? [] : [{ name, ...phases[name] }]))
    const figures = Object.fromEntries([
      ['baseline p99', inMs(baseline?.p99Ms ?? 0)],
      ...during.map(({ name, p99Ms, slowestMs, blocked }) => [
        name,
        `p99 ${inMs(p99Ms)} slowest ${inMs(slowestMs)} blocked ${blocked}`,
      ]),
    ]) as Record<string, string>
    const slow = during.flatMap((phase) => objectionsTo(phase, { baseline, isolates }))
    if (isStrict || slow.length === 0) return { figures, problems: slow }
    const stalls = `this machine stood still for ${inMs(stalledMs)} by itself`
    return { figures, problems: [], notes: slow.map((objection) => `${objection} (${stalls})`) }
  }
}

function objectionsTo(
  { name, p99Ms, blocked }: PhaseFigures & { readonly name: string },
  { baseline, isolates }: { readonly baseline: PhaseFigures | undefined; readonly isolates: number },
): readonly string[] {
  const mostMs = (baseline?.p99Ms ?? 0) + MOST_ADDED_MS
  return [
    ...(p99Ms <= mostMs ? [] : [`${name}: p99 ${inMs(p99Ms)}, expected at most ${inMs(mostMs)}`]),
    ...(blocked <= isolates ? [] : [`${name}: ${blocked} over 250 ms, expected at most one per isolate`]),
  ]
}
