import type { ConfigurationView } from '../api/views.ts'

export type Rule = ConfigurationView['rules'][number]

/** What a flag does in one environment, as it is being edited: all that a person can change there. */
export type Draft = Pick<ConfigurationView, 'enabled' | 'offVariant' | 'rules' | 'defaultServe'>

const ID_LENGTH = 12
const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

export function draftOf({ enabled, offVariant, rules, defaultServe }: ConfigurationView): Draft {
  return { enabled, offVariant, rules, defaultServe }
}

/** The order of properties means nothing: what an editor wrote anew is the same as what was read. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b)
}

/** What a request or a patch names: the rest stays as it is. */
export function changedMembers(before: Draft, after: Draft): Partial<Draft> {
  const was: Readonly<Record<string, unknown>> = before
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isSame(was[name], value)))
}

/** A rule has its id before it is saved, so that it is the same rule in the list, in the review and in history. */
export function drawRuleId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH))
  return Array.from(bytes, (byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('')
}

/** A part that a rule can do without is absent, not empty. */
export function withPart<Name extends 'if' | 'rollout' | 'window' | 'group' | 'holdout'>(
  rule: Rule,
  name: Name,
  part: Rule[Name] | undefined,
): Rule {
  const { [name]: _before, ...rest } = rule
  return (part === undefined ? rest : { ...rest, [name]: part }) as Rule
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
