import { expect, it } from 'vitest'
import { outcomeText } from './outcome-text.ts'

it('says why a request failed by the code that the origin wrote down, whatever else it wrote', () => {
  expect(outcomeText('flag_is_needed: the flag "a" is a prerequisite of "b"')).toBe(
    'something else still needs what would go.',
  )
  expect(outcomeText('approval_required: make a change request')).toBe('others had to approve it first.')
  expect(['a_newer_code: x', 'constructor: x', ''].map(outcomeText)).toEqual(
    Array.from({ length: 3 }, () => 'the origin refused it.'),
  )
})
