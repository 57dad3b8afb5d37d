import { beforeEach, describe, expect, it } from 'vitest'
import { type OriginTurns, createOriginTurns } from './origin-turns.ts'

let turns: OriginTurns
let nowMs: number
beforeEach(() => {
  turns = createOriginTurns()
  nowMs = 1_000_000
})

/** Who got a turn, while each comes every 100 ms, in this order. */
const comeFor = (seconds: number, ids: readonly string[]): readonly string[] => {
  const got: string[] = []
  for (const endMs = nowMs + seconds * 1_000; nowMs < endMs; nowMs += 100) {
    got.push(...ids.filter((id) => turns.take(id, nowMs)))
  }
  return got
}

describe('the turns of asking the origin', () => {
  it('are one in ten seconds, for whatever environment', () => {
    expect(comeFor(10, ['a', 'b'])).toEqual(['a'])
    expect(comeFor(10, ['a', 'b'])).toHaveLength(1)
  })

  it('go round, whoever is always there first', () => {
    expect(comeFor(60, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('wait for nobody who does not come again', () => {
    expect(turns.take('a', nowMs)).toBe(true)
    expect(turns.take('b', nowMs)).toBe(false)
    nowMs += 10_000
    expect(turns.take('a', nowMs)).toBe(true)
  })

  it('remember a bounded number of those who wait, and turn nobody away for ever', () => {
    turns.take('a', nowMs)
    for (let i = 0; i < 1_000; i++) turns.take(`invented-${i}`, nowMs)
    expect(comeFor(30, ['b'])).toEqual(['b', 'b'])
  })

  it('go on after the clock stepped back', () => {
    turns.take('a', nowMs)
    turns.take('b', nowMs)
    nowMs -= 3_600_000
    expect(turns.take('a', nowMs)).toBe(true)
  })
})
