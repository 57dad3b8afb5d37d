import { shiftedClock } from '../../../edge/testing/shifted-clock.ts'
import type { Drill, Theatre } from '../drill.ts'
import { SCENE_FLAGS } from '../scene-flags.ts'
import { type Act, type Scene, underLoad } from '../under-load.ts'

const HOUR_MS = 3_600_000
const FRESH_WITHIN_MS = 10_000
/** How far the clocks of origin and worker are off, in turn; the last ones are right, for whatever comes after. */
const CLOCKS = [
  ['ahead', HOUR_MS, HOUR_MS],
  ['behind', -HOUR_MS, -HOUR_MS],
  ['right', 0, 0],
] as const
const QUICK_CLOCKS = [
  ['an hour apart', HOUR_MS, -HOUR_MS],
  ['right', 0, 0],
] as const

/**
 * F12: one isolate is an hour ahead and one behind, and origin and worker are first the one, then the other (or apart, in
 * the quick form), then right again. No kernel's clock is moved: `Date` is, in every process (see `shiftedClock`).
 */
export const clocksWrong: Drill = {
  name: 'F12',
  title: 'clocks an hour ahead and behind',
  run: async (theatre) => {
    const stage = await theatre.stage()
    const ahead = await stage.startIsolate({ clockOffsetMs: HOUR_MS })
    const behind = await stage.startIsolate({ clockOffsetMs: -HOUR_MS })
    try {
      return await underLoad(theatre, (scene) => playAct(theatre, scene, [ahead.url, behind.url]))
    } finally {
      await Promise.all([ahead.close(), behind.close()])
    }
  },
}

async function playAct(theatre: Theatre, scene: Scene, wrong: readonly string[]): ReturnType<Act> {
  const { stage, load, goOn } = scene
  const edges = [...stage.edges, ...wrong]
  const versions: number[] = []
  const problems: string[] = []
  const flips = theatre.extent(3, 1)
  load.askEdges(edges)
  // A cold isolate that is ahead takes every head for an old one, and asks the origin: it is there until both have begun.
  const begun = await load.untilSeen(await stage.learn(), edges, FRESH_WITHIN_MS)
  if (!begun.ok) problems.push('an isolate whose clock is wrong did not begin within 10 s')
  for (const [when, originMs, workerMs] of theatre.isQuick ? QUICK_CLOCKS : CLOCKS) {
    load.phase(when)
    await Promise.all([restartWith(scene, 'origin', originMs), restartWith(scene, 'worker', workerMs)])
    await goOn(theatre.extent(120, 1), `origin and worker ${when}`)
    for (let i = 0; i < flips; i++) {
      const version = await stage.flip()
      versions.push(version)
      const seen = await load.untilSeen(version, edges, FRESH_WITHIN_MS)
      if (!seen.ok) problems.push(`${when}: version ${version} did not reach every isolate within 10 s`)
    }
  }
  load.askEdges(stage.edges)
  await goOn(2, 'the last windows are sent')
  return {
    figures: { versions: `${versions.at(0)}–${versions.at(-1)}` },
    problems: [...problems, ...problemsOfVersions(versions), ...(await problemsOfAudit(scene, versions.length))],
  }
}

async function restartWith({ stage: { stack } }: Scene, name: 'origin' | 'worker', offsetMs: number): Promise<void> {
  const preload = `--import data:text/javascript,${encodeURIComponent(shiftedClock(offsetMs))}`
  await stack.end(name)
  await stack.revive(name, offsetMs === 0 ? {} : { NODE_OPTIONS: preload })
}

function problemsOfVersions(versions: readonly number[]): readonly string[] {
  const isGrowing = versions.every((version, i) => i === 0 || version > (versions[i - 1] ?? 0))
  return isGrowing ? [] : [`versions do not grow: ${versions.join(', ')}`]
}

interface AuditEntry {
  readonly id: number
  readonly target: string
  readonly after: { readonly enabled?: boolean } | null
}

/** The newest first, by the order in which they happened and whatever time they say: on and off take turns. */
async function problemsOfAudit({ stage: { stack } }: Scene, flips: number): Promise<readonly string[]> {
  const { body } = await stack.api('/audit?limit=100')
  const items = body.items as readonly AuditEntry[]
  const own = items.filter(({ target }) => target === SCENE_FLAGS[0]).slice(0, flips)
  const turns = own.map(({ after }) => after?.enabled)
  const isInTurn = own.length === flips && turns.every((turn, i) => i === 0 || turn !== turns[i - 1])
  const isInOrder = items.every(({ id }, i) => i === 0 || id < (items[i - 1]?.id ?? 0))
  return isInTurn && isInOrder ? [] : [`audit entries are out of order: ${JSON.stringify(own)}`]
}
