import type { FlagView } from '../../../api/views.ts'
import type { Draft } from '../../../changes/draft.ts'

/** What every part of the editor is given. */
export interface DraftProps {
  readonly flag: FlagView
  /** What holds now. */
  readonly base: Draft
  readonly draft: Draft
  readonly isEditable: boolean
  readonly edit: (part: Partial<Draft>) => void
}
