import { describe, expect, it } from 'vitest'
import { readIds } from './read-ids.ts'

describe('a list that was pasted', () => {
  it('has one id a line, each once, whatever ends the lines', () => {
    expect(readIds('ann\r\nbob\n\n ann \rção')).toEqual({ ids: ['ann', 'bob', 'ção'], doubled: 1, refused: [] })
  })

  it.each(['id,name\nann,Ann\nbob,Bob', 'User ID;name\nann;Ann\nbob;Bob', 'email\tname\nann\tAnn\nbob\tBob'])(
    'may be a table, of which the first column counts and its head does not: %j',
    (text) => {
      expect(readIds(text).ids).toEqual(['ann', 'bob'])
    },
  )

  it('keeps what stands in quotes', () => {
    expect(readIds('"a,b",x\n"say ""hi"""').ids).toEqual(['a,b', 'say "hi"'])
  })

  it('says which lines are refused, and why', () => {
    const { ids, refused } = readIds(`ann\n,Bob\n${'x'.repeat(2_049)}\n"open\nb"c`)
    expect(ids).toEqual(['ann'])
    expect(refused).toEqual([
      { line: 2, why: 'empty' },
      { line: 3, why: 'long' },
      { line: 4, why: 'quotes' },
      { line: 5, why: 'quotes' },
    ])
  })
})
