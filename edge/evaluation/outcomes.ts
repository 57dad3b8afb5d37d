import type { Resolution } from '../../shared/contracts/evaluation.ts'
import type { CompiledFlag } from '../../shared/evaluation/compile-flag.ts'
import type { CompiledRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import type { CallerKind } from '../access/authenticate.ts'
import { type KeptVerdict, keepVerdict } from '../usage/kept-verdict.ts'
import { verdictOf } from './decisions.ts'
import { ERROR_STATUS, ofrepResult } from './ofrep-answer.ts'
import { type TextDigest, digestText } from './text-digest.ts'
import { isVisible } from './visible-flag.ts'

/** One way in which a flag can come out, as a kind of caller is told of it: all that the answers need, made once. */
export interface Outcome {
  readonly status: number
  /** OFREP's JSON: a whole answer, or one of the flags in a bulk one. */
  readonly text: string
  readonly digest: TextDigest
  readonly verdict: KeptVerdict
}

export interface FlagOutcomes {
  readonly flag: CompiledFlag
  /** @param resolution  one of the flag's own: deciding hands out the same objects again and again */
  of(resolution: Resolution): Outcome
}

/** What flags can come out as, kept for as long as their rulesets are. */
export interface Outcomes {
  ofFlag(flag: CompiledFlag, caller: CallerKind): FlagOutcomes
  /** Of all flags that the caller may see, in order. */
  ofRuleset(ruleset: CompiledRuleset, caller: CallerKind): readonly FlagOutcomes[]
}

export function createOutcomes(): Outcomes {
  const ofFlag = keepByCaller(createFlagOutcomes)
  const ofRuleset = keepByCaller((ruleset: CompiledRuleset, caller) =>
    ruleset
      .allFlags()
      .filter((flag) => isVisible(flag, caller))
      .map((flag) => ofFlag(flag, caller)),
  )
  return { ofFlag, ofRuleset }
}

type ByCaller<T> = Partial<Record<CallerKind, T>>

function keepByCaller<Of extends object, T>(
  make: (of: Of, caller: CallerKind) => T,
): (of: Of, caller: CallerKind) => T {
  const kept = new WeakMap<Of, ByCaller<T>>()
  return (of, caller) => {
    let byCaller = kept.get(of)
    if (byCaller === undefined) {
      byCaller = {}
      kept.set(of, byCaller)
    }
    return (byCaller[caller] ??= make(of, caller))
  }
}

/** Most flags come out in one way only, and then nothing is looked up. */
function createFlagOutcomes(flag: CompiledFlag, caller: CallerKind): FlagOutcomes {
  let first: { readonly resolution: Resolution; readonly outcome: Outcome } | undefined
  let others: WeakMap<Resolution, Outcome> | undefined
  return {
    flag,
    of: (resolution) => {
      if (first?.resolution === resolution) return first.outcome
      const known = others?.get(resolution)
      if (known !== undefined) return known
      const outcome = createOutcome(flag.key, resolution, caller)
      if (first === undefined) first = { resolution, outcome }
      else (others ??= new WeakMap()).set(resolution, outcome)
      return outcome
    },
  }
}

function createOutcome(key: string, resolution: Resolution, caller: CallerKind): Outcome {
  const status = resolution.reason === 'ERROR' ? ERROR_STATUS[resolution.errorCode] : 200
  const text = JSON.stringify(ofrepResult(key, resolution, caller))
  return { status, text, digest: digestText(text), verdict: keepVerdict(verdictOf(key, resolution)) }
}
