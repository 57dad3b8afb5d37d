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
  decide(context: EvaluationContext, nowMs: number): BulkDecision
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

/** A stretch of neighbours that everybody gets alike, or a flag that depends on the context. */
type Part = { readonly settled: BulkPiece } | FlagOutcomes

/** Of all flags that the audience may see. Flags that are settled, which most are in the end, cost no decision. */
export function createBulkPlan(ruleset: CompiledRuleset, audience: Audience): BulkPlan {
  const parts: Part[] = []
  const settledVerdicts: KeptVerdict[] = []
  let stretch: string[] = []
  const endStretch = (): void => {
    const text = stretch.join('')
    if (text !== '') parts.push({ settled: { text, ...digestText(text) } })
    stretch = []
  }
  for (const [at, flag] of ruleset
    .allFlags()
    .filter((each) => isVisible(each, audience.caller))
    .entries()) {
    const outcomes = createFlagOutcomes(flag, { ...audience, before: at === 0 ? '' : ',' })
    const settled = settledOutcome(flag, outcomes)
    if (settled === undefined) {
      endStretch()
      parts.push(outcomes)
    } else {
      stretch.push(settled.text)
      settledVerdicts.push(settled.verdict)
    }
  }
  endStretch()
  return { decide: (context, nowMs) => decideParts({ parts, settledVerdicts }, context, nowMs) }
}

function settledOutcome({ resolution }: CompiledFlag, outcomes: FlagOutcomes): Outcome | undefined {
  return resolution === undefined ? undefined : outcomes.of(resolution)
}

function decideParts(
  { parts, settledVerdicts }: { readonly parts: readonly Part[]; readonly settledVerdicts: readonly KeptVerdict[] },
  context: EvaluationContext,
  nowMs: number,
): BulkDecision {
  const pieces: BulkPiece[] = []
  const verdicts = settledVerdicts.slice()
  for (const part of parts) {
    if ('settled' in part) pieces.push(part.settled)
    else {
      const outcome = part.of(evaluateFlag(part.flag, context, nowMs))
      pieces.push(outcome)
      verdicts.push(outcome.verdict)
    }
  }
  return { pieces, verdicts }
}
