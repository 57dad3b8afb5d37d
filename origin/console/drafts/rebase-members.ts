import { isSame } from '../changes/draft.ts'

export interface ThreeStates<Draft> {
  /** What both began from. */
  readonly base: Draft
  readonly mine: Draft
  readonly theirs: Draft
}

/** Lays one's own edits over what somebody else saved meanwhile, member by member; where both changed the same, one's own stands. */
export function rebaseMembers<Draft extends object>({ base, mine, theirs }: ThreeStates<Draft>): Draft {
  const edited = Object.entries(mine).filter(([name, value]) => !isSame(base[name as keyof Draft], value))
  return { ...theirs, ...Object.fromEntries(edited) }
}
