import type { ShownRequest } from '../../change-requests/change-request.ts'
import type { Draft } from '../../changes/draft.ts'
import { parseDraft } from '../../changes/parse-draft.ts'

/**
 * What a flag would do: members that are absent from its request stay as they are.
 * @returns `undefined` for what the console cannot read as words, because the origin is newer than it
 */
export function askedDraft(before: Draft, { change }: Pick<ShownRequest, 'change'>): Draft | undefined {
  return parseDraft({ ...before, ...change })
}
