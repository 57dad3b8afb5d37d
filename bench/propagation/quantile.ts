/**
 * The smallest value that at least a share of all are not above (nearest rank): always one that was measured.
 * @param share  in (0, 1]
 * @returns NaN when there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
}
