import { type JsonValue, parseJson } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type Problem, describeProblems } from '../../shared/contracts/parse-result.ts'
import {
  type ClassicUsageMessage,
  type UsageBatch,
  parseClassicUsageMessage,
  parseUsageBatch,
} from '../../shared/contracts/usage.ts'

const DAY_MS = 86_400_000
/** Markers are kept longer than this, so a batch that is admitted still has its marker if it was counted. */
export const OLDEST_BATCH_MS = 30 * DAY_MS
/** Clocks differ by hours at most; what claims to be from later would outlive its marker. */
const CLOCK_DIFFERENCE_MS = DAY_MS

/** Why a message can never be counted; `refused` is said by the store, the others at the door. */
export type PoisonReason = 'oversized' | 'not-json' | 'malformed' | 'too-old' | 'from-the-future' | 'refused'

export interface Poison {
  readonly kind: 'poison'
  readonly reason: PoisonReason
  /** For the person who opens the dead-letter queue; quotes no value of the message. */
  readonly detail: string
}

export type Admission =
  | { readonly kind: 'batch'; readonly batch: UsageBatch }
  | { readonly kind: 'classic'; readonly message: ClassicUsageMessage }
  | Poison

/** The door: bytes become a usage batch or the seed's message, or they are poison. Nothing deeper validates again. */
export function admitMessage(body: string, nowMs: number): Admission {
  const bytes = Buffer.byteLength(body)
  if (bytes > LIMITS.usageBatchBytes) return poison('oversized', `${bytes} bytes, at most ${LIMITS.usageBatchBytes}`)
  const json = parseJson(body)
  return json.ok ? admitJson(json.value, nowMs) : poison('not-json', describeProblems(json.problems))
}

function admitJson(json: JsonValue, nowMs: number): Admission {
  const batch = parseUsageBatch(json)
  if (batch.ok) return admitBatch(batch.value, nowMs)
  const classic = parseClassicUsageMessage(json)
  if (classic.ok) return { kind: 'classic', message: classic.value }
  return poison('malformed', describeProblems(fewestProblems(batch.problems, classic.problems)))
}

function admitBatch(batch: UsageBatch, nowMs: number): Admission {
  if (batch.sealedAtMs < nowMs - OLDEST_BATCH_MS) return poison('too-old', 'sealed more than 30 days ago')
  const times = [
    batch.sealedAtMs,
    ...batch.counters.map((counter) => counter.minuteAtMs),
    ...batch.events.map((event) => event.atMs),
  ]
  if (Math.max(...times) > nowMs + CLOCK_DIFFERENCE_MS) return poison('from-the-future', 'more than a day ahead')
  return { kind: 'batch', batch }
}

/** A message has few things wrong in the shape that it was meant to have, and many in the other. */
function fewestProblems(a: readonly Problem[], b: readonly Problem[]): readonly Problem[] {
  return b.length < a.length ? b : a
}

function poison(reason: PoisonReason, detail: string): Poison {
  return { kind: 'poison', reason, detail }
}
