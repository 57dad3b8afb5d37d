import { describe, expect, it } from 'vitest'
import { describeProblem, describeProblems, formatPath } from './parse-result.ts'

describe('problems as text', () => {
  it.each([
    [[], ''],
    [['rules', 2, 'split'], 'rules[2].split'],
    [[0, 'a'], '[0].a'],
  ])('formats %j', (path, text) => {
    expect(formatPath(path)).toBe(text)
  })

  it('puts the place before the message, and nothing before one at the root', () => {
    const split = { path: ['rules', 2, 'split'], message: 'weights sum to 90 000, expected 100 000' }
    const root = { path: [], message: 'not valid JSON' }
    expect(describeProblem(split)).toBe('rules[2].split: weights sum to 90 000, expected 100 000')
    expect(describeProblems([split, root])).toBe(`${describeProblem(split)}; not valid JSON`)
  })
})
