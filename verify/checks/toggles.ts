import type { Finding } from '../finding.ts'
import { judgeDelays } from '../judge-delays.ts'
import type { FlagVariant } from '../management.ts'
import { settle } from '../settle.ts'
import type { Stage } from '../stage.ts'

/** Fifty questions a second, or as many as there are answers. */
const EVERY_MS = 20
const IN_A_ROW = 10
/** Longer than an isolate serves without looking. */
const PAUSE_MS = 6_000

/** From the change's request to its first answer by every isolate that answers this caller: the origin's part is in it. */
export async function areTogglesSeen(stage: Stage): Promise<Finding> {
  const delaysMs: (number | undefined)[] = []
  for (let i = 0; i < stage.config.toggles; i++) delaysMs.push(await timeToggle(stage, i % 2 === 0 ? 'on' : 'off'))
  return judgeDelays(delaysMs)
}

/** Of isolates that nobody asked for a while. */
export async function isToggleSeenAfterPause(stage: Stage): Promise<Finding> {
  await stage.clock.sleep(PAUSE_MS)
  return judgeDelays([await timeToggle(stage, stage.config.toggles % 2 === 0 ? 'on' : 'off')])
}

async function timeToggle(stage: Stage, variant: FlagVariant): Promise<number | undefined> {
  const { management, decisions, key, clock, flag } = stage
  const sinceMs = clock.nowMs()
  const ask = async (): Promise<boolean> => (await decisions.ask(key.text)).isOn === (variant === 'on')
  // The edge is asked while the origin works: nobody waits with a question for somebody else's change.
  const [served, seen] = await Promise.allSettled([
    management.serve(flag, variant),
    settle({ sinceMs, ask, everyMs: EVERY_MS, inARow: IN_A_ROW }, clock),
  ])
  if (served.status === 'rejected') throw served.reason
  if (seen.status === 'rejected') throw seen.reason
  return seen.value
}
