import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningEdge } from '../../../edge/testing/start-edge.ts'
import { type DamagedWorld, REFUSAL_REASONS, createDamagedWorld } from '../damaged-world.ts'
import { eventually } from '../../harness/eventually.ts'
import type { Drill, Theatre } from '../drill.ts'
import type { Stage } from '../stage.ts'
import { type Act, underLoad } from '../under-load.ts'

const AT_ONCE = 250
const QUICK = 100
const MOST_SHOWN = 5
/** Longer than an edge serves without a look, with the spread between isolates. */
const LOOK_AFTER_MS = 1_500
/** The look is made behind the first of them; what it brought shows in the second. */
const LEAST_ASKED = 2
/** A machine that is busy looks later: it is asked again, so often. */
const MOST_ASKED = 12
/** Cold environments, so many at once, may be refused at first: a cold request has a time limit, and no origin knows them. */
const SERVED_WITHIN_MS = 60_000

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
  const total = theatre.extent(10_000, QUICK)
  const atOnce = Math.min(AT_ONCE, total)
  const changed: string[] = []
  let mustRefuse = 0
  for (let done = 0; done < total; done += atOnce) {
    theatre.say(`${done} of ${total} damaged`)
    const round = await playRound(stage, isolate, { seed: done, environments: atOnce, refusedBefore: mustRefuse })
    changed.push(...round.changed)
    mustRefuse += round.mustRefuse
  }
  const refused = await refusalsOf(isolate)
  const count = sumOf(refused)
  return {
    figures: { mutations: total, 'changed answers': changed.length, ...refused },
    problems: [
      ...(changed.length === 0 ? [] : [`changed answers: ${[...new Set(changed)].slice(0, MOST_SHOWN).join('; ')}`]),
      ...(count >= mustRefuse ? [] : [`${count} refusals, expected at least ${mustRefuse}`]),
      ...REFUSAL_REASONS.filter((reason) => refused[reason] === undefined).map((reason) => `never ${reason}`),
    ],
  }
}

/** So many environments: published, asked for, damaged, and asked for again until the edge has looked at all of them. */
async function playRound(
  stage: Stage,
  isolate: RunningEdge,
  {
    seed,
    environments,
    refusedBefore,
  }: { readonly seed: number; readonly environments: number; readonly refusedBefore: number },
) {
  const { url } = isolate
  const world = await createDamagedWorld(stage, { environments, seed })
  await world.publish()
  const before = await askUntilServed(world, url)
  const damages = await world.damage()
  const mustRefuse = damages.filter(({ isAlwaysRefused }) => isAlwaysRefused).length
  const changed: string[] = []
  const isLookedAt = async (): Promise<boolean> => sumOf(await refusalsOf(isolate)) >= refusedBefore + mustRefuse
  for (let asked = 0; asked < LEAST_ASKED || (asked < MOST_ASKED && !(await isLookedAt())); asked++) {
    await sleep(LOOK_AFTER_MS)
    const after = await world.askAll(url)
    const differing = damages.flatMap(({ name }, i) =>
      before[i] === after[i] ? [] : [`${name}: ${before[i]} became ${after[i]}`],
    )
    changed.push(...differing)
  }
  await world.remove()
  return { changed, mustRefuse }
}

/** What each environment says while nothing is damaged: whatever is compared with a refusal compares nothing. */
async function askUntilServed(world: DamagedWorld, url: string): Promise<readonly string[]> {
  const answers = await eventually(
    () => world.askAll(url),
    (asked) => asked.every(isServed),
    SERVED_WITHIN_MS,
  )
  const refused = answers.filter((answer) => !isServed(answer))
  if (refused.length > 0) throw new Error(`not served before the damage: ${[...new Set(refused)].join('; ')}`)
  return answers
}

function isServed(answer: string): boolean {
  return answer.startsWith('200 ')
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** By reason, whatever was refused; over a connection of its own, since workerd ends one that lay idle for five seconds. */
async function refusalsOf({ url }: RunningEdge): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(`${url}/readyz`, { headers: { connection: 'close' } })
  const { refused, stale } = (await response.json()) as Readonly<Record<'refused' | 'stale', Record<string, number>>>
  const reasons: Record<string, number> = {}
  for (const [name, count] of Object.entries(refused)) {
    const reason = name.split('.')[1] ?? name
    reasons[reason] = (reasons[reason] ?? 0) + count
  }
  return { ...reasons, older: sumOf(stale) }
}
