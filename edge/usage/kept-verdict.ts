import type { Verdict } from './decision.ts'
import type { GrowingCounter, Tally } from './usage-window.ts'

/** A verdict that is made once and recorded again and again. */
export interface KeptVerdict extends Verdict {
  /** Where it was counted last, and under which tally: only whoever counts reads or writes them. */
  tally: Tally | undefined
  counter: GrowingCounter | undefined
}

export function keepVerdict(verdict: Verdict): KeptVerdict {
  return { ...verdict, tally: undefined, counter: undefined }
}
