import type { Verdict } from './decision.ts'
import type { GrowingCounter, Tally } from './usage-window.ts'

/** A verdict that is made once and recorded again and again. */
export interface KeptVerdict extends Verdict {
  /** Where it was counted last: only whoever counts reads or writes it. */
  last: { readonly tally: Tally; readonly counter: GrowingCounter } | undefined
}

export function keepVerdict(verdict: Verdict): KeptVerdict {
  return { ...verdict, last: undefined }
}
