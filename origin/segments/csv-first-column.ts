/** The first field of a record, without its quotes, and the line on which the record begins; lines count from 1. */
export type FirstField =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly problem: string }

/** As much of a string as the reader uses, so that a test can count how often it looks. */
export type CsvText = Pick<string, 'length' | 'charCodeAt' | 'slice'>

/**
 * Reads the first column of a CSV text (RFC 4180; lines may end with LF or CR alone), field by field, so that whoever has
 * seen enough stops. Empty lines are no records. What breaks the form is the last thing that is given: nobody knows where
 * the record behind it begins. Looks at each character a few times at most, whatever the text, and copies nothing but
 * first fields that are short enough.
 * @param most  characters of a first field
 */
export function* firstColumn(csv: CsvText, most: number): Generator<FirstField> {
  let line = 1
  for (let at = 0; at < csv.length;) {
    const record = readRecord(csv, at)
    if (typeof record === 'string') {
      yield { line, problem: record }
      return
    }
    if (record.end > at) yield { line, ...textOf(csv, record.first, most) }
    line += record.lineEnds + 1
    at = behindLineEnd(csv, record.end)
  }
}

const QUOTE = 0x22
const COMMA = 0x2c
const CR = 0x0d
const LF = 0x0a

/** Why a text is no CSV. */
type Malformed = string

interface CsvRecord {
  readonly first: Field
  /** Of the line end behind it. */
  readonly end: number
  /** Within its fields. */
  readonly lineEnds: number
}

function readRecord(csv: CsvText, start: number): CsvRecord | Malformed {
  const first = readField(csv, start)
  if (typeof first === 'string') return first
  let { end, lineEnds } = first
  while (csv.charCodeAt(end) === COMMA) {
    const field = readField(csv, end + 1)
    if (typeof field === 'string') return field
    end = field.end
    lineEnds += field.lineEnds
  }
  return { first, end, lineEnds }
}

interface Field {
  /** What it says lies from here … */
  readonly from: number
  /** … to before here. */
  readonly to: number
  /** Quotes that are written twice. */
  readonly escapes: number
  readonly lineEnds: number
  /** Of the comma or the line end behind it. */
  readonly end: number
}

function readField(csv: CsvText, start: number): Field | Malformed {
  return csv.charCodeAt(start) === QUOTE ? readQuoted(csv, start + 1) : readPlain(csv, start)
}

function readPlain(csv: CsvText, from: number): Field | Malformed {
  let end = from
  for (; end < csv.length; end++) {
    const code = csv.charCodeAt(end)
    if (code === QUOTE) return 'expected quotes around a field that has quotes in it'
    if (code === COMMA || code === CR || code === LF) break
  }
  return { from, to: end, escapes: 0, lineEnds: 0, end }
}

function readQuoted(csv: CsvText, from: number): Field | Malformed {
  let escapes = 0
  let lineEnds = 0
  for (let at = from; at < csv.length; at++) {
    const code = csv.charCodeAt(at)
    if (code === LF || (code === CR && csv.charCodeAt(at + 1) !== LF)) lineEnds++
    if (code !== QUOTE) continue
    if (csv.charCodeAt(at + 1) !== QUOTE) return closeField(csv, { from, to: at, escapes, lineEnds, end: at + 1 })
    escapes++
    at++
  }
  return 'expected a quote at the end of a field that begins with one'
}

function closeField(csv: CsvText, field: Field): Field | Malformed {
  const behind = csv.charCodeAt(field.end)
  const isClosed = field.end === csv.length || behind === COMMA || behind === CR || behind === LF
  return isClosed ? field : 'expected a comma or the end of the line behind a quoted field'
}

function textOf(csv: CsvText, { from, to, escapes }: Field, most: number): { text: string } | { problem: string } {
  const length = to - from - escapes
  if (length > most) return { problem: `expected at most ${most} characters, got ${length}` }
  const text = csv.slice(from, to)
  return { text: escapes === 0 ? text : text.replaceAll('""', '"') }
}

function behindLineEnd(csv: CsvText, at: number): number {
  return csv.charCodeAt(at) === CR && csv.charCodeAt(at + 1) === LF ? at + 2 : at + 1
}
