import { commonItems } from './common-items.ts'

export interface DiffLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** What was taken away stands before what came in its place. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  const takeUntil = (common: string | undefined): void => {
    for (; i < before.length && before[i] !== common; i += 1) lines.push({ sign: '-', text: before[i] ?? '' })
    for (; j < after.length && after[j] !== common; j += 1) lines.push({ sign: '+', text: after[j] ?? '' })
  }
  for (const common of commonItems(before, after)) {
    takeUntil(common)
    lines.push({ sign: ' ', text: common })
    i += 1
    j += 1
  }
  takeUntil(undefined)
  return lines
}
