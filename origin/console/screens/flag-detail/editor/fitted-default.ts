import { type Draft, type Rule, isSame } from '../../../changes/draft.ts'

export interface BaseAndDraft {
  /** What holds now. */
  readonly base: Draft
  readonly draft: Draft
}

/** The first rule of a flag that nobody gets yet: everybody else is not to get the same by its default. */
export function fitDefault({ base, draft }: BaseAndDraft, rule: Rule): Partial<Draft> {
  const isFirst = isFresh(base) && draft.rules.length === 0
  if (!isFirst || draft.offVariant === null || !isSame(draft.defaultServe, rule.serve)) return {}
  return { defaultServe: { variant: draft.offVariant } }
}

/** Whether a first rule changed the default, which nobody had touched: it is said, and can be taken back. */
export function isFitted({ base, draft }: BaseAndDraft): boolean {
  const { rules, offVariant, defaultServe } = draft
  const isServedBefore = rules[0] !== undefined && isSame(rules[0].serve, base.defaultServe)
  return isFresh(base) && isServedBefore && offVariant !== null && isSame(defaultServe, { variant: offVariant })
}

/** Without its only rule a fitted default is what it was. */
export function unfitDefault(states: BaseAndDraft): Partial<Draft> {
  const isOnly = states.draft.rules.length === 1
  return isOnly && isFitted(states) ? { defaultServe: states.base.defaultServe } : {}
}

function isFresh({ enabled, rules }: Draft): boolean {
  return !enabled && rules.length === 0
}
