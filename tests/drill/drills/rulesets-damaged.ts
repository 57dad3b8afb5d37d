import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningEdge } from '../../../edge/testing/start-edge.ts'
import { REFUSAL_REASONS, createDamagedWorld } from '../damaged-world.ts'
import type { Drill, Theatre } from '../drill.ts'
import type { Stage } from '../stage.ts'
import { type Act, underLoad } from '../under-load.ts'

const AT_ONCE = 250
const MOST_SHOWN = 5
/** Longer than an edge serves without a look, with the spread between isolates. */
const LOOK_AFTER_MS = 1_500
const LOOKED_WITHIN_MS = 1_000

/** F6: whatever lies in Redis instead of a ruleset, also what our own key signed, an edge goes on with what it had. */
export const rulesetsDamaged: Drill = {
  name: 'F6',
  title: 'mutated rulesets in Redis',
  run: (theatre) =>
    underLoad(theatre, async ({ stage }) => {
      const isolate = await stage.startIsolate()
      try {
        return await playAct(theatre, stage, isolate)
      } finally {
        await isolate.close()
      }
    }),
}

async function playAct(theatre: Theatre, stage: Stage, isolate: RunningEdge): ReturnType<Act> {
  const total = theatre.extent(10_000, 250)
  const changed: string[] = []
  let mustRefuse = 0
  for (let done = 0; done < total; done += AT_ONCE) {
    theatre.say(`${done} of ${total} damaged`)
    const round = await playRound(stage, isolate, done)
    changed.push(...round.changed)
    mustRefuse += round.mustRefuse
  }
  const refused = await refusalsOf(isolate)
  const count = Object.values(refused).reduce((sum, one) => sum + one, 0)
  return {
    figures: { mutations: total, 'changed answers': changed.length, ...refused },
    problems: [
      ...(changed.length === 0 ? [] : [`changed answers: ${[...new Set(changed)].slice(0, MOST_SHOWN).join('; ')}`]),
      ...(count >= mustRefuse ? [] : [`${count} refusals, expected at least ${mustRefuse}`]),
      ...REFUSAL_REASONS.filter((reason) => refused[reason] === undefined).map((reason) => `never ${reason}`),
    ],
  }
}

/** So many environments: published, asked for, damaged, asked for again, and once more when the edge has looked. */
async function playRound(stage: Stage, { url }: RunningEdge, seed: number) {
  const world = await createDamagedWorld(stage, { environments: AT_ONCE, seed })
  await world.publish()
  const before = await world.askAll(url)
  const damages = await world.damage()
  await sleep(LOOK_AFTER_MS)
  const behind = await world.askAll(url)
  await sleep(LOOKED_WITHIN_MS)
  const after = await world.askAll(url)
  await world.remove()
  const changed = damages.flatMap(({ name }, i) =>
    before[i] === behind[i] && before[i] === after[i] ? [] : [`${name}: ${before[i]} became ${after[i]}`],
  )
  return { changed, mustRefuse: damages.filter(({ isAlwaysRefused }) => isAlwaysRefused).length }
}

/** By reason, whatever was refused. */
async function refusalsOf({ url }: RunningEdge): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(`${url}/readyz`)
  const { refused, stale } = (await response.json()) as Readonly<Record<'refused' | 'stale', Record<string, number>>>
  const reasons: Record<string, number> = {}
  for (const [name, count] of Object.entries(refused)) {
    const reason = name.split('.')[1] ?? name
    reasons[reason] = (reasons[reason] ?? 0) + count
  }
  return { ...reasons, older: Object.values(stale).reduce((sum, count) => sum + count, 0) }
}
