import { LIMITS } from '../../shared/contracts/limits.ts'
import { type Explanation, explainFlag } from '../../shared/evaluation/explain-flag.ts'
import { fitTrace } from '../../shared/evaluation/fit-trace.ts'
import { parseInstant } from '../../shared/values/instant.ts'
import type { Queryable } from '../db/open-database.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'
import type { InputMoment } from '../targeting/configuration-input.ts'
import { withAllNeeded } from '../targeting/needed-flags.ts'
import { compilePartialRuleset } from '../targeting/partial-ruleset.ts'
import type { ExplainInput } from './explain-input.ts'
import { type StoredFlag, readDraft } from './read-draft.ts'

export interface ShownExplanation extends Explanation {
  /** There when steps were left out, since all of them would be too long. */
  readonly isTruncated?: true
}

/** Decides a flag by what SQLite says, or by a draft, and says why. */
export function explainDecision(
  database: Queryable,
  stored: StoredFlag,
  { input, moment }: { readonly input: ExplainInput; readonly moment: InputMoment },
): ShownExplanation {
  const { environment, flag, row } = stored
  const { context, at, draft } = input
  const configuration =
    draft === undefined ? row : readDraft(database, stored, { input: draft, place: ['draft'], moment })
  const roots = [assembleFlag(flag, configuration)]
  const ruleset = compilePartialRuleset(
    environment,
    withAllNeeded(database, environment, { roots, assemble: assembleFlag, ids: 'all' }),
  )
  const explanation = explainFlag(ruleset, flag.key, context, parseInstant(at) ?? moment.nowMs)
  if (explanation === undefined) throw new Error('the ruleset has not the flag that it was made for')
  const { steps, isTruncated } = fitTrace(explanation.steps, LIMITS.explanationLength)
  return { ...explanation, steps, ...(isTruncated ? { isTruncated } : {}) }
}
