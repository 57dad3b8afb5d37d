import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineDiff } from './line-diff.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

describe('the difference of two texts', () => {
  it('shows what went before what came', () => {
    expect(lineDiff(['{', 'on', '}'], ['{', 'off', '}'])).toEqual([
      { sign: ' ', text: '{' },
      { sign: '-', text: 'on' },
      { sign: '+', text: 'off' },
      { sign: ' ', text: '}' },
    ])
  })

  it('holds both texts, whatever they are', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after)
        const without = (sign: string) => diff.filter((line) => line.sign !== sign).map(({ text }) => text)
        expect([without('+'), without('-')]).toEqual([before, after])
      }),
    )
  })

  it('changes nothing of a text that stays', () => {
    fc.assert(
      fc.property(lines, (text) => {
        expect(lineDiff(text, text).every(({ sign }) => sign === ' ')).toBe(true)
      }),
    )
  })
})
