import type { ShownRequest } from '../../change-requests/change-request.ts'
import type { Draft } from '../../changes/draft.ts'

/** What a flag would do: members that are absent from its request stay as they are, and a rule is on unless it says not. */
export function askedDraft(before: Draft, { change }: Pick<ShownRequest, 'change'>): Draft {
  // What was accepted as a change of a flag is a part of a configuration; its rules have their ids since then.
  const { rules, ...others } = change as unknown as Partial<Draft>
  return {
    ...before,
    ...others,
    rules: rules?.map((rule) => ({ ...rule, enabled: rule.enabled ?? true })) ?? before.rules,
  }
}
