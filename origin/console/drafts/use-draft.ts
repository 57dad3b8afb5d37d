import { useState } from 'react'
import { useUnsavedGuard } from '../blocks/unsaved-guard.ts'

export interface Editing<Stored, Draft> {
  /** What the edits began from: what a save names as the version it changes. */
  readonly base: Stored
  readonly draft: Draft
  readonly isChanged: boolean
  readonly edit: (part: Partial<Draft>) => void
  readonly discard: () => void
  /** Goes on from another base, with these edits. */
  readonly rebase: (base: Stored, draft: Draft) => void
}

/** What can be edited of something that is stored. */
export interface DraftKind<Stored, Draft> {
  readonly draftOf: (stored: Stored) => Draft
  readonly isChanged: (base: Stored, draft: Draft) => boolean
}

interface State<Stored, Draft> {
  readonly base: Stored
  readonly draft: Draft
}

/** A draft beside what is stored. Until something is edited it follows what is stored; then it keeps what it began from. */
export function useDraft<Stored, Draft>(stored: Stored, kind: DraftKind<Stored, Draft>): Editing<Stored, Draft> {
  const [state, setState] = useState<State<Stored, Draft>>()
  const current = (now: typeof state): State<Stored, Draft> =>
    now !== undefined && kind.isChanged(now.base, now.draft) ? now : { base: stored, draft: kind.draftOf(stored) }
  const { base, draft } = current(state)
  const isChanged = kind.isChanged(base, draft)
  useUnsavedGuard(isChanged)
  return {
    base,
    draft,
    isChanged,
    edit: (part) =>
      setState((now) => {
        const { base, draft } = current(now)
        return { base, draft: { ...draft, ...part } }
      }),
    discard: () => setState(undefined),
    rebase: (base, draft) => setState({ base, draft }),
  }
}
