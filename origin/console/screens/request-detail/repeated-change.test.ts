import { describe, expect, it } from 'vitest'
import { repeatedChange } from './repeated-change.ts'

describe('what is asked for once more', () => {
  it('is the same of a flag everywhere and of a group', () => {
    expect(repeatedChange({ change: { archived: true } })).toEqual({ archived: true })
    expect(repeatedChange({ change: { share: 5_000 } })).toEqual({ share: 5_000 })
  })

  it('is the same of a segment whose ids were all shown, without their counts', () => {
    const change = { name: 'Staff', included: ['ann', 'bob'], includedCount: 2 }
    expect(repeatedChange({ change })).toEqual({ name: 'Staff', included: ['ann', 'bob'] })
  })

  it('is not known of ids that were shown in part', () => {
    expect(repeatedChange({ change: { excluded: ['ann'], excludedCount: 1_001 } })).toBeUndefined()
  })
})
