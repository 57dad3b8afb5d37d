import { describe, expect, it } from 'vitest'
import { rebaseMembers } from './rebase-members.ts'

const base = { name: 'Checkout', tags: ['web'], share: 1 }

describe('edits that are laid over what somebody else saved', () => {
  it('leave what only the other one changed', () => {
    const theirs = { ...base, tags: ['shop'] }
    expect(rebaseMembers({ base, mine: { ...base, share: 2 }, theirs })).toEqual({ ...theirs, share: 2 })
  })

  it('stand where both changed the same', () => {
    const [mine, theirs] = [
      { ...base, name: 'Mine' },
      { ...base, name: 'Theirs' },
    ]
    expect(rebaseMembers({ base, mine, theirs }).name).toBe('Mine')
  })
})
