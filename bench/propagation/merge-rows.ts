/**
 * Puts rows into a table of the results file: those that begin with the same cells are replaced, the others stay.
 * @param before  the section as it is; what is no row of this table is left out
 * @param keyCells  how many cells, from the first, name a row
 * @returns rows in the order of their names
 */
export function mergeRows(before: string, measured: readonly string[], keyCells: number): readonly string[] {
  const keyOf = (row: string): string => row.split(' | ').slice(0, keyCells).join(' | ')
  const kept = before.split('\n').filter(isRow)
  const rows = new Map([...kept, ...measured].map((row) => [keyOf(row), row]))
  return [...rows].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([, row]) => row)
}

/** Below a heading and its rule: one that ends with a day. */
function isRow(line: string): boolean {
  return /^\| .* \d{4}-\d\d-\d\d \|$/.test(line)
}
