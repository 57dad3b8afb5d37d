import type { ConfigurationView } from '../../api/views.ts'
import { type Draft, draftOf, isSame } from '../../changes/draft.ts'
import { type Editing, useDraft } from '../../drafts/use-draft.ts'

export type FlagEditing = Editing<ConfigurationView, Draft>

const KIND = {
  draftOf,
  isChanged: (base: ConfigurationView, draft: Draft): boolean => !isSame(draft, draftOf(base)),
}

export function useFlagEditing(stored: ConfigurationView): FlagEditing {
  return useDraft(stored, KIND)
}
