import { describe, expect, it } from 'vitest'
import { createAttemptCounter } from './attempt-counter.ts'

describe('a counter of attempts', () => {
  it('counts what failed, and takes back only what succeeded', () => {
    const counter = createAttemptCounter({ clock: () => 0, attempts: 2 })
    counter.begin('a')
    counter.begin('a')
    counter.forgive('a')
    counter.begin('a')
    expect(() => counter.begin('a')).toThrow('expected no attempt for 900 s')
    expect(() => counter.begin('b')).not.toThrow()
  })

  it('forgets a window when it is over', () => {
    let nowMs = 0
    const counter = createAttemptCounter({ clock: () => nowMs, attempts: 1 })
    counter.begin('a')
    nowMs = 900_000
    expect(() => counter.begin('a')).not.toThrow()
  })

  it('keeps at most twenty thousand, and forgets the oldest of them', () => {
    const counter = createAttemptCounter({ clock: () => 0, attempts: 1 })
    for (let i = 0; i <= 20_000; i++) counter.begin(`invented ${i}`)
    expect(() => counter.begin('invented 0')).not.toThrow()
    expect(() => counter.begin('invented 20000')).toThrow('expected no attempt')
  })
})
