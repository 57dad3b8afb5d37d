import type { Serve } from '../../../shared/contracts/flag.ts'
import { type Draft, type Rule, isSame } from './draft.ts'
import { commonItems } from './common-items.ts'

/** What everybody gets while a flag is off; the default in the code, when `null`. */
export type OffVariant = Draft['offVariant']

/**
 * One thing that a draft changes. Numbers of rules begin with 1; of a rule that stays it is the new one. A flag that is switched on
 * says what those get whom no rule takes, `isAlone` when there is no rule: before they had the off variant, whatever the default was.
 */
export type DraftChange =
  | { readonly kind: 'switched-on'; readonly isAlone: boolean; readonly before: OffVariant; readonly after: Serve }
  | { readonly kind: 'switched-off'; readonly after: OffVariant }
  | { readonly kind: 'default'; readonly before: Serve; readonly after: Serve; readonly isInForce: boolean }
  | { readonly kind: 'off'; readonly before: OffVariant; readonly after: OffVariant }
  | { readonly kind: 'added'; readonly number: number; readonly rule: Rule }
  | { readonly kind: 'removed'; readonly number: number; readonly rule: Rule }
  | { readonly kind: 'changed'; readonly number: number; readonly before: Rule; readonly after: Rule }
  | { readonly kind: 'rule-switched'; readonly number: number; readonly rule: Rule }
  | { readonly kind: 'moved'; readonly from: number; readonly number: number; readonly rule: Rule }

/** What a draft changes, in the order in which it weighs. */
export function changesBetween(before: Draft, after: Draft): readonly DraftChange[] {
  return [
    ...changesOfState(before, after),
    ...changesOfRules(before.rules, after.rules),
    ...changesOfDefault(before, after),
    ...(before.offVariant === after.offVariant
      ? []
      : [{ kind: 'off' as const, before: before.offVariant, after: after.offVariant }]),
  ]
}

function changesOfState(before: Draft, after: Draft): readonly DraftChange[] {
  if (before.enabled === after.enabled) return []
  if (!after.enabled) return [{ kind: 'switched-off', after: after.offVariant }]
  const isAlone = after.rules.length === 0
  return [{ kind: 'switched-on', isAlone, before: before.offVariant, after: after.defaultServe }]
}

/** Nothing of its own where the flag is switched on by the same: that says what people get by it already. */
function changesOfDefault(before: Draft, after: Draft): readonly DraftChange[] {
  const isSwitchedOn = !before.enabled && after.enabled
  if (isSwitchedOn || isSame(before.defaultServe, after.defaultServe)) return []
  return [{ kind: 'default', before: before.defaultServe, after: after.defaultServe, isInForce: after.enabled }]
}

function changesOfRules(before: readonly Rule[], after: readonly Rule[]): readonly DraftChange[] {
  const [idsBefore, idsAfter] = [before.map(({ id }) => id), after.map(({ id }) => id)]
  const kept = new Set(commonItems(idsBefore, idsAfter))
  const removed = before.flatMap((rule, i): readonly DraftChange[] =>
    idsAfter.includes(rule.id) ? [] : [{ kind: 'removed', number: i + 1, rule }],
  )
  const others = after.flatMap((rule, i): readonly DraftChange[] => {
    const number = i + 1
    const from = idsBefore.indexOf(rule.id)
    const was = before[from]
    if (was === undefined) return [{ kind: 'added', number, rule }]
    const moved: DraftChange = { kind: 'moved', from: from + 1, number, rule }
    return [...(kept.has(rule.id) ? [] : [moved]), ...changesOfRule(was, rule, number)]
  })
  return [...removed, ...others]
}

function changesOfRule(before: Rule, after: Rule, number: number): readonly DraftChange[] {
  const isSwitched = before.enabled !== after.enabled
  const isChanged = !isSame({ ...before, enabled: true }, { ...after, enabled: true })
  return [
    ...(isSwitched ? [{ kind: 'rule-switched' as const, number, rule: after }] : []),
    ...(isChanged ? [{ kind: 'changed' as const, number, before, after }] : []),
  ]
}
