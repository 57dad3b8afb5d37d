import type { FlagView } from '../../api/views.ts'
import { type Editing, useDraft } from '../../drafts/use-draft.ts'
import { type FlagDraft, draftOfFlag, isChangedFlag } from './flag-draft.ts'

export type FlagEditing = Editing<FlagView, FlagDraft>

const KIND = { draftOf: draftOfFlag, isChanged: isChangedFlag }

export function useFlagEditing(stored: FlagView): FlagEditing {
  return useDraft(stored, KIND)
}
