import { type Finding, fail, pass, skip } from '../finding.ts'
import type { Stage } from '../stage.ts'
import { readEdgeChecks } from './services-ready.ts'

const EVERY_MS = 1_000
/** A data centre tells at most once a minute, besides each new version. */
const REPORTED_WITHIN_MS = 75_000
/** A flush each second, the queue, the worker, and a retry of each. */
const COUNTED_WITHIN_MS = 60_000

/** Whether the origin knows where the newest version is, from what the edge told it. */
export async function isLocationListed(stage: Stage): Promise<Finding> {
  const { reports } = await readEdgeChecks(stage)
  if (reports.status !== 'on') return skip('the edge has no ORIGIN_URL: it tells nothing')
  const read = async () => {
    // It tells behind an answer.
    await stage.decisions.ask(stage.key.text)
    return stage.management.readLocations()
  }
  const hasCurrent = (found: Awaited<ReturnType<typeof read>>) => found.some(({ state }) => state === 'current')
  const locations = await readUntil(stage, read, { isEnough: hasCurrent, withinMs: REPORTED_WITHIN_MS })
  const names = locations.map(({ location, state }) => `${location} ${state}`).join(', ')
  if (hasCurrent(locations)) return pass(names)
  return fail(names === '' ? 'nobody told: EDGE_TOKEN, or the way to ORIGIN_URL' : names)
}

/** Edge → SQS → worker → DynamoDB → origin: what was answered is what was counted. */
export async function areDecisionsCounted(stage: Stage): Promise<Finding> {
  const { management, decisions, flag, startedAtMs, clock } = stage
  const [least, unsure] = [decisions.answered(), decisions.unanswered()]
  const read = () => management.countDecisions(flag, startedAtMs)
  const sinceMs = clock.nowMs()
  await readUntil(stage, read, { isEnough: (count) => count >= least, withinMs: COUNTED_WITHIN_MS })
  const tookMs = clock.nowMs() - sinceMs
  // What was counted twice may come later.
  await clock.sleep(EVERY_MS)
  const counted = await read()
  const lost = unsure === 0 ? '' : ` (${unsure} more calls had no answer)`
  const figure = `${counted} of ${least}${lost} after ${Math.round(tookMs)} ms`
  return counted >= least && counted <= least + unsure ? pass(figure) : fail(figure)
}

interface Wish<T> {
  readonly isEnough: (value: T) => boolean
  readonly withinMs: number
}

/** Reads each second until it is enough; gives the last that was read. */
async function readUntil<T>(
  { clock }: Pick<Stage, 'clock'>,
  read: () => Promise<T>,
  { isEnough, withinMs }: Wish<T>,
): Promise<T> {
  const endAtMs = clock.nowMs() + withinMs
  for (;;) {
    const value = await read()
    if (isEnough(value) || clock.nowMs() > endAtMs) return value
    await clock.sleep(EVERY_MS)
  }
}
