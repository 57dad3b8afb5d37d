import { useState } from 'react'
import type { ConfigurationView } from '../../api/views.ts'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { type Draft, draftOf, isSame } from '../../changes/draft.ts'

export interface Editing {
  /** What the edits began from: what a save names as the version it changes. */
  readonly base: ConfigurationView
  readonly draft: Draft
  readonly isChanged: boolean
  readonly edit: (part: Partial<Draft>) => void
  readonly discard: () => void
  /** Goes on from another base, with these edits. */
  readonly rebase: (base: ConfigurationView, draft: Draft) => void
}

interface State {
  readonly base: ConfigurationView
  readonly draft: Draft
}

/** A draft beside what is stored. Until something is edited it follows what is stored; then it keeps what it began from. */
export function useDraft(stored: ConfigurationView): Editing {
  const [state, setState] = useState<State>()
  const { base, draft } = state ?? { base: stored, draft: draftOf(stored) }
  const isChanged = state !== undefined && !isSame(draft, draftOf(base))
  useUnsavedGuard(isChanged)
  return {
    base: isChanged ? base : stored,
    draft: isChanged ? draft : draftOf(stored),
    isChanged,
    edit: (part) => setState((now) => next(now, stored, part)),
    discard: () => setState(undefined),
    rebase: (base, draft) => setState({ base, draft }),
  }
}

function next(now: State | undefined, stored: ConfigurationView, part: Partial<Draft>): State {
  const from = now === undefined || isSame(now.draft, draftOf(now.base)) ? undefined : now
  const { base, draft } = from ?? { base: stored, draft: draftOf(stored) }
  return { base, draft: { ...draft, ...part } }
}
