import { describe, expect, it } from 'vitest'
import { describeProblem } from './parse-result.ts'
import { parseWith } from './parse-with.ts'
import { urlSetting, wholeNumberSetting, withoutEmpty } from './settings.ts'

describe('a setting', () => {
  it('that is set to nothing is not set', () => {
    expect(withoutEmpty({ A: '', B: undefined, C: ' ', D: '0' })).toEqual({ C: ' ', D: '0' })
  })

  it.each([
    ['1', 1],
    ['07', 7],
    ['10', 10],
  ])('of a whole number is read from digits: %s', (text, number) => {
    expect(parseWith(wholeNumberSetting(1, 10), text)).toEqual({ ok: true, value: number })
  })

  it.each(['0', '11', '-1', '1.5', '1e1', ' 5', '0x5', '9'.repeat(10)])(
    'of a whole number is refused with its range: %s',
    (text) => {
      const result = parseWith(wholeNumberSetting(1, 10), text)
      expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual(['expected a whole number from 1 to 10'])
    },
  )

  it.each(['redis://x', 'localhost:9324', 'https://', ''])('of an address is http or https: %j is not', (text) => {
    expect(parseWith(urlSetting, text).ok).toBe(false)
  })
})
