import { describe, expect, it } from 'vitest'
import { firstColumn } from './csv-first-column.ts'

const read = (csv: string) =>
  Array.from(firstColumn(csv), (field) => `${field.line} ${'text' in field ? field.text : field.problem}`)

describe('the first column of a CSV text', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['nothing', '', []],
    ['lines that end with LF', 'a\nb\n', ['1 a', '2 b']],
    ['lines that end with CR and LF', 'a\r\nb\r\n', ['1 a', '2 b']],
    ['lines that end with CR', 'a\rb', ['1 a', '2 b']],
    ['a last line without an end', 'a\nb', ['1 a', '2 b']],
    ['empty lines, which count and say nothing', 'a\n\n\r\nb', ['1 a', '4 b']],
    ['further columns', 'a,1,2\nb,"x, y\nz",3\nc', ['1 a', '2 b', '4 c']],
    [
      'quotes around commas, quotes and line ends',
      '"a,b"\n"c""d"\n"e\r\nf",1\ng',
      ['1 a,b', '2 c"d', '3 e\r\nf', '5 g'],
    ],
    ['a column that is empty', ',x\n"",y', ['1 ', '2 ']],
    ['spaces, which belong to what they stand in', ' a ,x', ['1  a ']],
    ['nothing but quotes within quotes', '""""', ['1 "']],
  ])('is read out of %s', (_what, csv, expected) => {
    expect(read(csv)).toEqual(expected)
  })

  it.each<readonly [string, readonly string[]]>([
    ['a\nb"c\nd', ['1 a', '2 expected quotes around a field that has quotes in it']],
    ['a\n"b\nc\n', ['1 a', '2 expected a quote at the end of a field that begins with one']],
    ['"a" ,b', ['1 expected a comma or the end of the line behind a quoted field']],
    ['"x\ny"\na,"b"c', ['1 x\ny', '3 expected a comma or the end of the line behind a quoted field']],
  ])('ends where the form breaks: %j', (csv, expected) => {
    expect(read(csv)).toEqual(expected)
  })

  it('is read in one pass also where every letter is a quote', () => {
    expect(read(`"${'""'.repeat(200_000)}"`)[0]).toHaveLength('1 '.length + 200_000)
    expect(read('"'.repeat(400_001))).toEqual(['1 expected a quote at the end of a field that begins with one'])
  })
})
