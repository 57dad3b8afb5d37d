import type { JsonValue } from '../../shared/contracts/json.ts'
import type { Verdict } from './decision.ts'
import type { GrowingCounter, Tally } from './usage-window.ts'

/** A verdict that is made once and recorded again and again. */
export interface KeptVerdict extends Verdict {
  readonly valueBytes: number
  /** Where it was counted last, and under which tally: only whoever counts reads or writes them. */
  tally: Tally | undefined
  counter: GrowingCounter | undefined
}

export function keepVerdict(verdict: Verdict): KeptVerdict {
  return { ...verdict, valueBytes: valueBytesOf(verdict.value), tally: undefined, counter: undefined }
}

/** Of its JSON, at a byte a character: what an event of it costs to keep. */
export function valueBytesOf(value: JsonValue): number {
  return JSON.stringify(value).length
}
