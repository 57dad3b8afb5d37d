import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { CompiledFlag } from '../../shared/evaluation/compile-flag.ts'
import type { CompiledRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { KeptVerdict } from '../usage/kept-verdict.ts'
import type { Audience } from './kept-by-audience.ts'
import { type FlagOutcomes, type Outcome, createFlagOutcomes } from './outcomes.ts'
import { type TextDigest, digestText } from './text-digest.ts'
import { isVisible } from './visible-flag.ts'

/** A bulk answer but for what depends on the context. */
export interface BulkPlan {
  /** The decision holds until the next one is made: its lists are the plan's own, and are filled anew. */
  decide(context: EvaluationContext, nowMs: number): BulkDecision
  /** Whether any of the flags reads `geo`. */
  readonly readsPlace: boolean
}

export interface BulkDecision {
  /** The JSON of all flags, in order: the items of a list, and the commas between them. */
  readonly pieces: readonly BulkPiece[]
  /** One for each flag, in no order. */
  readonly verdicts: readonly KeptVerdict[]
}

export interface BulkPiece extends TextDigest {
  readonly text: string
}

/** A flag that depends on the context, and where in the plan's lists its outcome goes. */
interface OpenFlag extends FlagOutcomes {
  readonly pieceAt: number
  readonly verdictAt: number
}

/**
 * Of all flags that the audience may see. Flags that are settled, which most are in the end, cost no decision: neighbours
 * that everybody gets alike are one piece.
 */
export function createBulkPlan(ruleset: CompiledRuleset, audience: Audience): BulkPlan {
  const pieces: BulkPiece[] = []
  const verdicts: KeptVerdict[] = []
  const open: OpenFlag[] = []
  let stretch: string[] = []
  const endStretch = (): void => {
    const text = stretch.join('')
    if (text !== '') pieces.push({ text, ...digestText(text) })
    stretch = []
  }
  const visible = ruleset.allFlags().filter((each) => isVisible(each, audience.caller))
  for (const [at, flag] of visible.entries()) {
    const outcomes = createFlagOutcomes(flag, { ...audience, before: at === 0 ? '' : ',' })
    const settled = settledOutcome(flag, outcomes)
    if (settled === undefined) {
      endStretch()
      open.push({ ...outcomes, pieceAt: pieces.length++, verdictAt: verdicts.length++ })
    } else {
      stretch.push(settled.text)
      verdicts.push(settled.verdict)
    }
  }
  endStretch()
  const decision = { pieces, verdicts }
  return {
    readsPlace: open.some(({ flag }) => flag.readsPlace),
    decide: (context, nowMs) => {
      for (const each of open) {
        const outcome = each.of(evaluateFlag(each.flag, context, nowMs))
        pieces[each.pieceAt] = outcome
        verdicts[each.verdictAt] = outcome.verdict
      }
      return decision
    },
  }
}

function settledOutcome({ resolution }: CompiledFlag, outcomes: FlagOutcomes): Outcome | undefined {
  return resolution === undefined ? undefined : outcomes.of(resolution)
}
