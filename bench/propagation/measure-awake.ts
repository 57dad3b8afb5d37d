import { setTimeout as sleep } from 'node:timers/promises'
import { type MadeEdit, isOnAt, makeEdits } from './edit-stream.ts'
import { type Evaluation, createEvaluator } from './evaluate.ts'
import { type Load, startLoad } from './load.ts'
import { quantile } from './quantile.ts'
import { delaysUntilShown, stalenessOf } from './sightings.ts'
import { type Stages, stagesOf } from './stages.ts'
import type { Isolate, World } from './world.ts'

export interface AwakePlan {
  readonly edits: number
  readonly meanPauseMs: number
}

/** How long edits took to isolates that are asked all the time, in milliseconds. */
export interface AwakeFigures {
  readonly edits: number
  readonly isolates: number
  /** One for each edit and isolate. */
  readonly delaysMs: readonly number[]
  /** The oldest edit that any answer did not show. */
  readonly stalestMs: number
  readonly stages: Stages
  /** From commit until the editor's own request was answered. */
  readonly returnedMs: readonly number[]
  readonly requestsMs: readonly number[]
  /** What must not be: no answer, or the wrong one for its version. */
  readonly problems: readonly string[]
}

const WARM_UP_MS = 3_000
/** An edit that is not shown by then is not shown at all. */
const LAST_EDIT_MS = 7_000

export async function measureAwake(world: World, plan: AwakePlan): Promise<AwakeFigures> {
  const loads = world.isolates.map((isolate) => startLoadOn(isolate, world.api.serverKey))
  await sleep(WARM_UP_MS)
  const fromVersion = loads[0]?.load.evaluations.at(-1)?.version
  if (fromVersion === undefined) throw new Error(`nothing was decided: ${String(loads[0]?.load.failures[0])}`)
  const edits: MadeEdit[] = []
  await makeEdits(world.api, { ...plan, fromVersion }, (edit) => edits.push(edit))
  await sleep(LAST_EDIT_MS)
  await Promise.all(loads.map(({ stop }) => stop()))
  return summarise(world, edits, {
    fromVersion,
    loads: loads.map(({ load }) => load),
  })
}

function startLoadOn({ url }: Isolate, key: string) {
  const evaluator = createEvaluator(url, key)
  const load = startLoad(evaluator)
  const stop = async (): Promise<void> => {
    await load.stop()
    evaluator.close()
  }
  return { load, stop }
}

function summarise(
  { isolates, originFront, api }: World,
  edits: readonly MadeEdit[],
  { fromVersion, loads }: { readonly fromVersion: number; readonly loads: readonly Load[] },
): AwakeFigures {
  const answers = loads.map(({ evaluations }) => evaluations)
  const head = `tm:${api.environmentId}:head`
  const delays = answers.map((evaluations) => delaysUntilShown(edits, evaluations))
  const unseen = delays.reduce((sum, { length }) => sum + edits.length - length, 0)
  const failures = loads.flatMap((load) => load.failures.map(String))
  return {
    edits: edits.length,
    isolates: isolates.length,
    delaysMs: delays.flat(),
    stalestMs: quantile(
      answers.flatMap((evaluations) => stalenessOf(edits, evaluations)),
      1,
    ),
    stages: stagesOf({
      edits,
      origin: originFront.commands.filter(({ key }) => key === head),
      isolates: isolates.map(({ front }, i) => ({
        commands: front.commands.filter(({ key }) => key === head),
        answers: answers[i] ?? [],
      })),
    }),
    returnedMs: edits.map(({ returnedAfterMs }) => returnedAfterMs),
    requestsMs: answers.flat().map(({ sentAtMs, arrivedAtMs }) => arrivedAtMs - sentAtMs),
    problems: [
      ...failures,
      ...answers.flat().flatMap((evaluation) => problemOf(evaluation, fromVersion)),
      ...(unseen === 0 ? [] : [`${unseen} edits were never shown`]),
    ],
  }
}

/** An answer must be what the published version says, whatever its age. */
export function problemOf({ version, isOn }: Evaluation, fromVersion: number): readonly string[] {
  return isOn === isOnAt(version, fromVersion) ? [] : [`version ${version} answered ${isOn}`]
}
