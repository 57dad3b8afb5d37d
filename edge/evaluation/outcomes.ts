import type { Resolution } from '../../shared/contracts/evaluation.ts'
import type { CompiledFlag } from '../../shared/evaluation/compile-flag.ts'
import { type KeptVerdict, keepVerdict } from '../usage/kept-verdict.ts'
import { verdictOf } from './decisions.ts'
import type { Audience } from './kept-by-audience.ts'
import { ERROR_STATUS, ofrepResult } from './ofrep-answer.ts'
import { servedResolution } from './served-resolution.ts'
import { type TextDigest, digestText } from './text-digest.ts'

/** One way in which a flag can come out, as an audience is told of it: all that the answers need, made once. */
export interface Outcome extends TextDigest {
  /** As it was decided, whatever is told of it. */
  readonly decided: Resolution
  readonly status: number
  /** OFREP's JSON: a whole answer, or one of the flags in a bulk one. */
  readonly text: string
  readonly verdict: KeptVerdict
}

export interface FlagOutcomes {
  readonly flag: CompiledFlag
  /** @param decided  one of the flag's own: deciding hands out the same objects again and again */
  of(decided: Resolution): Outcome
}

export interface OutcomesOptions extends Audience {
  /** What stands before the JSON of each, as a list has it. */
  readonly before?: string
}

/** Nearly every flag comes out in fewer ways; they are found faster one after the other than by any map. */
const LISTED = 8

export function createFlagOutcomes(flag: CompiledFlag, options: OutcomesOptions): FlagOutcomes {
  const listed: Outcome[] = []
  let others: WeakMap<Resolution, Outcome> | undefined
  return {
    flag,
    of: (decided) => {
      for (const outcome of listed) if (outcome.decided === decided) return outcome
      const known = others?.get(decided)
      if (known !== undefined) return known
      const outcome = createOutcome(flag.key, decided, options)
      if (listed.length < LISTED) listed.push(outcome)
      else (others ??= new WeakMap()).set(decided, outcome)
      return outcome
    },
  }
}

function createOutcome(key: string, decided: Resolution, options: OutcomesOptions): Outcome {
  const { caller, before = '' } = options
  const resolution = servedResolution(decided, options)
  const status = resolution.reason === 'ERROR' ? ERROR_STATUS[resolution.errorCode] : 200
  // A join makes one plain text; what `+` makes is put together anew each time that it is read as a part of another.
  const text = [before, JSON.stringify(ofrepResult(key, resolution, caller))].join('')
  return { decided, status, text, ...digestText(text), verdict: keepVerdict(verdictOf(key, resolution)) }
}
