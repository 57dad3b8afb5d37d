import { describe, expect, it } from 'vitest'
import { type CsvText, firstColumn } from './csv-first-column.ts'

const MOST = 20
const MOST_LOOKS = 6

const read = (csv: CsvText) =>
  Array.from(firstColumn(csv, MOST), (field) => `${field.line} ${'text' in field ? field.text : field.problem}`)

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

  it.each([
    [-1, `${'a"'.repeat(9)}a`],
    [0, 'a"'.repeat(10)],
    [1, 'expected at most 20 characters, got 21'],
  ])('is measured without the quotes of the form: %i beside the limit', (beside, expected) => {
    const text = 'a"'.repeat(11).slice(0, MOST + beside)
    expect(read(`"${text.replaceAll('"', '""')}",x\nb`)).toEqual([`1 ${expected}`, '2 b'])
  })

  const LENGTH = 40_000
  it.each([
    '"',
    '""',
    '"",',
    '""\n',
    'a""',
    '"a""b",',
    '"\n',
    '"\r\n"\r\n',
    ',',
    ',"",',
    '\n',
    '\r',
    '\r\n',
    'a',
    'a,"b\n"\n',
    `${'a'.repeat(MOST)}\n`,
    `"${'""'.repeat(MOST)}"\n`,
  ])('is read in one pass, whatever is repeated: %j', (repeated) => {
    for (const before of ['', '"', 'a,"']) {
      const looked = countingText(before + repeated.repeat(LENGTH / repeated.length))
      read(looked.text)
      // As what begins a field, ends one, ends a record, stands behind another; and a first field is copied.
      expect(looked.count()).toBeLessThanOrEqual(MOST_LOOKS * looked.text.length + 10)
    }
  })
})

/** A text that counts the characters that were looked at or copied. */
function countingText(text: string): { readonly text: CsvText; readonly count: () => number } {
  let count = 0
  return {
    count: () => count,
    text: {
      length: text.length,
      charCodeAt: (at) => {
        count += 1
        return text.charCodeAt(at)
      },
      slice: (from, to) => {
        const part = text.slice(from, to)
        count += part.length
        return part
      },
    },
  }
}
