import { LIMITS } from '../../shared/contracts/limits.ts'
import { type ParseResult, type Problem, parsed, refused } from '../../shared/contracts/parse-result.ts'
import type { CsvBody } from '../http/read-csv.ts'
import { type FirstField, firstColumn } from './csv-first-column.ts'

/** What spreadsheets call such a column, in small letters and without what joins words. */
const HEADERS: ReadonlySet<string> = new Set(['id', 'ids', 'key', 'targetingkey', 'userid', 'customerid', 'email'])
/** Whoever sent the wrong file need not hear it of every line. */
const MOST_PROBLEMS = 20

/**
 * The ids in the first column, each once. Whether the first line is a header says the media type, else its own text.
 * Nothing at all is refused: a file that was lost on the way must not empty a segment.
 */
export function readCsvIds({ text, header }: CsvBody): ParseResult<readonly string[]> {
  const ids = new Set<string>()
  const problems: Problem[] = []
  let isFirst = true
  for (const field of firstColumn(text, LIMITS.targetingKeyLength)) {
    const isSkipped = isFirst && isHeader(field, header)
    isFirst = false
    if (isSkipped) continue
    const problem = takeId(ids, field)
    if (problem === undefined) continue
    problems.push({ path: [], message: `line ${field.line}: ${problem}` })
    if (ids.size > LIMITS.idsPerSegment || problems.length === MOST_PROBLEMS) break
  }
  if (problems.length > 0) return { ok: false, problems }
  return ids.size === 0 ? refused('expected at least one id') : parsed([...ids])
}

function isHeader(field: FirstField, header: CsvBody['header']): boolean {
  if (header !== undefined) return header === 'present'
  return 'text' in field && HEADERS.has(field.text.toLowerCase().replaceAll(/[\s_-]/g, ''))
}

/** @returns why the field is no id of this list */
function takeId(ids: Set<string>, field: FirstField): string | undefined {
  const problem = 'problem' in field ? field.problem : problemOf(field.text)
  if (problem !== undefined || 'problem' in field) return problem
  return ids.add(field.text).size > LIMITS.idsPerSegment
    ? `expected at most ${LIMITS.idsPerSegment} different ids`
    : undefined
}

function problemOf(text: string): string | undefined {
  if (text === '') return 'expected an id in the first column'
  // What some spreadsheets write instead of commas would become a part of every id.
  return /[;\t]/.test(text) ? 'expected commas between columns, and no semicolon or tab in an id' : undefined
}
