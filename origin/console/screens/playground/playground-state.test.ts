import { describe, expect, it } from 'vitest'
import { readPlaygroundState, writePlaygroundState } from './playground-state.ts'

describe('the address of the playground', () => {
  it.each([
    { context: {} },
    { flag: 'café & co', context: { targetingKey: 'joão #1', geo: { country: 'BR' } }, at: '2026-11-27T10:00:00.000Z' },
  ])('gives back %j', (state) => {
    expect(readPlaygroundState(writePlaygroundState(state))).toEqual(state)
  })

  it.each(['', '#', '#context=[1]', '#context={', '#at=yesterday', '#flag='])('asks nothing by %j', (hash) => {
    expect(readPlaygroundState(hash)).toEqual({ context: {} })
  })
})
