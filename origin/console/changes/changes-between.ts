import type { Serve } from '../../../shared/contracts/flag.ts'
import { type Draft, type Rule, isSame } from './draft.ts'
import { commonItems } from './common-items.ts'

/** One thing that a draft changes. Numbers of rules begin with 1; of a rule that stays it is the new one. */
export type DraftChange =
  | { readonly kind: 'switched'; readonly isOn: boolean }
  | { readonly kind: 'default'; readonly before: Serve; readonly after: Serve }
  | { readonly kind: 'off'; readonly before: string | null; readonly after: string | null }
  | { readonly kind: 'added'; readonly number: number; readonly rule: Rule }
  | { readonly kind: 'removed'; readonly number: number; readonly rule: Rule }
  | { readonly kind: 'changed'; readonly number: number; readonly before: Rule; readonly after: Rule }
  | { readonly kind: 'rule-switched'; readonly number: number; readonly rule: Rule }
  | { readonly kind: 'moved'; readonly from: number; readonly number: number; readonly rule: Rule }

/** What a draft changes, in the order in which it weighs. */
export function changesBetween(before: Draft, after: Draft): readonly DraftChange[] {
  return [
    ...(before.enabled === after.enabled ? [] : [{ kind: 'switched' as const, isOn: after.enabled }]),
    ...changesOfRules(before.rules, after.rules),
    ...(isSame(before.defaultServe, after.defaultServe)
      ? []
      : [{ kind: 'default' as const, before: before.defaultServe, after: after.defaultServe }]),
    ...(before.offVariant === after.offVariant
      ? []
      : [{ kind: 'off' as const, before: before.offVariant, after: after.offVariant }]),
  ]
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
