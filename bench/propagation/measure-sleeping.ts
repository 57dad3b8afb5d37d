import { setTimeout as sleep } from 'node:timers/promises'
import { type MadeEdit, makeEdits } from './edit-stream.ts'
import { type Evaluation, type Evaluator, createEvaluator } from './evaluate.ts'
import { type AwakePlan, problemOf } from './measure-awake.ts'
import { quantile } from './quantile.ts'
import { type Edit, stalenessOf } from './sightings.ts'
import type { World } from './world.ts'

/** What isolates showed that nobody had asked for a while, in milliseconds. */
export interface SleepingFigures {
  readonly edits: number
  readonly wakings: number
  /** How long after each waking all was shown that had been committed before; only those that had slept through an edit. */
  readonly caughtUpMs: readonly number[]
  /** The same of those that had slept for more than five seconds. */
  readonly longAsleepCaughtUpMs: readonly number[]
  /** For each waking, the oldest edit that an answer did not show; 0 when all showed everything. */
  readonly stalestMs: readonly number[]
  readonly problems: readonly string[]
}

interface Waking {
  readonly sleptMs: number
  /** Of the last answer before. */
  readonly knownVersion: number
  /** Of the last edit whose maker had an answer by then. */
  readonly newestVersion: number
  readonly wokeAtMs: number
  readonly evaluations: readonly Evaluation[]
}

/** Longer than the five seconds after which an edge looks before it answers. */
const LONGEST_SLEEP_MS = 10_000
const LONG_SLEEP_MS = 5_000
const ASK_EVERY_MS = 20

/** Edits go on all the time; each isolate is left alone for up to ten seconds, woken, and asked until it has caught up. */
export async function measureSleeping(world: World, plan: AwakePlan): Promise<SleepingFigures> {
  const evaluators = world.isolates.map(({ url }) => createEvaluator(url, world.api.serverKey))
  const first = await Promise.all(evaluators.map(({ evaluate }) => evaluate()))
  const fromVersion = first[0]?.version ?? 0
  const edits: MadeEdit[] = []
  const editing = new AbortController()
  const sleepers = evaluators.map((evaluator) => sleepAndWake(evaluator, edits, editing.signal))
  await makeEdits(world.api, { ...plan, fromVersion }, (edit) => edits.push(edit))
  editing.abort()
  const wakings = (await Promise.all(sleepers)).flat()
  for (const { close } of evaluators) close()
  return summarise(wakings, edits, fromVersion)
}

async function sleepAndWake(
  { evaluate }: Evaluator,
  edits: readonly Edit[],
  signal: AbortSignal,
): Promise<readonly Waking[]> {
  const wakings: Waking[] = []
  let asleepSinceMs = Date.now()
  let knownVersion = 0
  while (!signal.aborted) {
    await sleep(Math.random() * LONGEST_SLEEP_MS)
    const wokeAtMs = Date.now()
    const newestVersion = edits.at(-1)?.version ?? 0
    const evaluations = [await evaluate()]
    while ((evaluations.at(-1)?.version ?? 0) < newestVersion && Date.now() - wokeAtMs < LONGEST_SLEEP_MS) {
      await sleep(ASK_EVERY_MS)
      evaluations.push(await evaluate())
    }
    wakings.push({ sleptMs: wokeAtMs - asleepSinceMs, knownVersion, newestVersion, wokeAtMs, evaluations })
    knownVersion = evaluations.at(-1)?.version ?? 0
    asleepSinceMs = Date.now()
  }
  return wakings
}

function summarise(wakings: readonly Waking[], edits: readonly MadeEdit[], fromVersion: number): SleepingFigures {
  const missed = wakings.filter(({ knownVersion, newestVersion }) => knownVersion < newestVersion)
  return {
    edits: edits.length,
    wakings: wakings.length,
    caughtUpMs: missed.map(caughtUpAfterMs),
    longAsleepCaughtUpMs: missed.filter(({ sleptMs }) => sleptMs > LONG_SLEEP_MS).map(caughtUpAfterMs),
    stalestMs: wakings.map(({ evaluations }) => quantile(stalenessOf(edits, evaluations), 1)),
    problems: wakings.flatMap(({ evaluations }) =>
      evaluations.flatMap((evaluation) => problemOf(evaluation, fromVersion)),
    ),
  }
}

/** @returns infinity when it never did */
function caughtUpAfterMs({ wokeAtMs, newestVersion, evaluations }: Waking): number {
  const shown = evaluations.find(({ version }) => version >= newestVersion)
  return shown === undefined ? Number.POSITIVE_INFINITY : shown.arrivedAtMs - wokeAtMs
}
