import type { GroupView } from '../../api/use-choices.ts'
import { isSame } from '../../changes/draft.ts'
import { type Editing, useDraft } from '../../drafts/use-draft.ts'
import { type DraftGroup, draftOfGroup } from '../../group-shares/draft-group.ts'

export type GroupEditing = Editing<GroupView, DraftGroup>

const KIND = {
  draftOf: draftOfGroup,
  isChanged: (base: GroupView, draft: DraftGroup): boolean => !isSame(draft, draftOfGroup(base)),
}

export function useGroupEditing(stored: GroupView): GroupEditing {
  return useDraft(stored, KIND)
}
