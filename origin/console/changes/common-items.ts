/** Tables larger than this would hold up the page; what differs is then all of it. */
const MAX_CELLS = 4_000_000

/** A longest list of items that stand in both lists in the same order: what neither moved nor came nor went. */
export function commonItems(a: readonly string[], b: readonly string[]): readonly string[] {
  const start = countSame(a, b, (list, i) => list[i])
  const [restA, restB] = [a.slice(start), b.slice(start)]
  const end = countSame(restA, restB, (list, i) => list[list.length - 1 - i])
  const middle = commonInside(restA.slice(0, restA.length - end), restB.slice(0, restB.length - end))
  return [...a.slice(0, start), ...middle, ...restA.slice(restA.length - end)]
}

function countSame(
  a: readonly string[],
  b: readonly string[],
  at: (list: readonly string[], i: number) => string | undefined,
): number {
  const most = Math.min(a.length, b.length)
  let count = 0
  while (count < most && at(a, count) === at(b, count)) count += 1
  return count
}

function commonInside(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length * b.length > MAX_CELLS) return []
  const lengths = lengthsOf(a, b)
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  const common: string[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      common.push(a[i] ?? '')
      i += 1
      j += 1
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1
    else j += 1
  }
  return common
}

/** Of the tails that begin at i and j, how long the longest common list is. */
function lengthsOf(a: readonly string[], b: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i], lengths[i + 1]]
    if (row === undefined || below === undefined) continue
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return lengths
}
