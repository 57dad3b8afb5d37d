/** The first field of a record, without its quotes, and the line on which the record begins; lines count from 1. */
export type FirstField =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly problem: string }

/**
 * Reads the first column of a CSV text (RFC 4180; lines may end with LF or CR alone), field by field, so that whoever has
 * seen enough stops. Empty lines are no records. What breaks the form is the last thing that is given: nobody knows where
 * the record behind it begins.
 */
export function* firstColumn(csv: string): Generator<FirstField> {
  let line = 1
  for (let at = 0; at < csv.length;) {
    const record = readRecord(csv, at)
    if ('problem' in record) {
      yield { line, problem: record.problem }
      return
    }
    if (record.end > at) yield { line, text: record.first }
    const next = behindLineEnd(csv, record.end)
    line += countLineEnds(csv.slice(at, next))
    at = next
  }
}

interface Malformed {
  readonly problem: string
}

function readRecord(csv: string, start: number): { readonly first: string; readonly end: number } | Malformed {
  const first = readField(csv, start)
  if ('problem' in first) return first
  let { end } = first
  while (csv[end] === ',') {
    const field = readField(csv, end + 1)
    if ('problem' in field) return field
    end = field.end
  }
  return { first: first.text, end }
}

interface Field {
  readonly text: string
  /** Of the comma or the line end behind it. */
  readonly end: number
}

function readField(csv: string, start: number): Field | Malformed {
  if (csv[start] === '"') return readQuoted(csv, start)
  const end = find(/[,\r\n]/g, csv, start)
  const text = csv.slice(start, end)
  return text.includes('"') ? { problem: 'expected quotes around a field that has quotes in it' } : { text, end }
}

function readQuoted(csv: string, start: number): Field | Malformed {
  let closing = csv.indexOf('"', start + 1)
  while (closing >= 0 && csv[closing + 1] === '"') closing = csv.indexOf('"', closing + 2)
  if (closing < 0) return { problem: 'expected a quote at the end of a field that begins with one' }
  const end = closing + 1
  if (end < csv.length && find(/[,\r\n]/g, csv, end) !== end) {
    return { problem: 'expected a comma or the end of the line behind a quoted field' }
  }
  return { text: csv.slice(start + 1, closing).replaceAll('""', '"'), end }
}

/** @returns the length of the text when there is none */
function find(wanted: RegExp, text: string, start: number): number {
  wanted.lastIndex = start
  return wanted.exec(text)?.index ?? text.length
}

function behindLineEnd(csv: string, at: number): number {
  return csv.startsWith('\r\n', at) ? at + 2 : at + 1
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
