import { type Draft, type Rule, isSame } from './draft.ts'

export interface ThreeDrafts {
  /** What both began from. */
  readonly base: Draft
  readonly mine: Draft
  readonly theirs: Draft
}

/**
 * Lays one's own edits over what somebody else saved meanwhile. Where both changed the same, one's own stands: whoever
 * does this has seen the difference. A rule that one changed and the other removed stays.
 */
export function rebaseDraft({ base, mine, theirs }: ThreeDrafts): Draft {
  const pick = <Name extends keyof Draft>(name: Name): Draft[Name] =>
    isSame(base[name], mine[name]) ? theirs[name] : mine[name]
  return {
    enabled: pick('enabled'),
    offVariant: pick('offVariant'),
    defaultServe: pick('defaultServe'),
    rules: rebaseRules({ base: base.rules, mine: mine.rules, theirs: theirs.rules }),
  }
}

interface ThreeLists {
  readonly base: readonly Rule[]
  readonly mine: readonly Rule[]
  readonly theirs: readonly Rule[]
}

function rebaseRules(lists: ThreeLists): readonly Rule[] {
  const { base, mine, theirs } = lists
  const isMyOrder = !isSame(idsIn(mine, base), idsIn(base, mine))
  const [first, second] = isMyOrder ? [mine, theirs] : [theirs, mine]
  return withOthers(first, second).flatMap((rule) => mergedRule(rule.id, lists) ?? [])
}

function mergedRule(id: string, { base, mine, theirs }: ThreeLists): Rule | undefined {
  const [was, own, other] = [base, mine, theirs].map((rules) => rules.find((rule) => rule.id === id))
  if (was === undefined) return own ?? other
  if (own === undefined) return other === undefined || isSame(was, other) ? undefined : other
  if (other === undefined) return isSame(was, own) ? undefined : own
  return isSame(was, own) ? other : own
}

/** Each rule that only the second list has, behind the rule that it stands behind there. */
function withOthers(first: readonly Rule[], second: readonly Rule[]): readonly Rule[] {
  return second.reduce<readonly Rule[]>((rules, rule, i) => {
    if (rules.some(({ id }) => id === rule.id)) return rules
    const place = rules.findIndex(({ id }) => id === second[i - 1]?.id)
    return rules.toSpliced(i === 0 ? 0 : place + 1, 0, rule)
  }, first)
}

function idsIn(rules: readonly Rule[], others: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id).filter((id) => others.some((other) => other.id === id))
}
