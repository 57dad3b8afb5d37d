import type { ShownRequest } from '../../change-requests/change-request.ts'

interface ShownIds {
  readonly included?: readonly string[]
  readonly includedCount?: number
  readonly excluded?: readonly string[]
  readonly excludedCount?: number
}

/**
 * What is asked for, to be asked for once more over what is there now.
 * @returns `undefined` where a list of ids was shown in part only: the rest of it is not known here
 */
export function repeatedChange({ change }: Pick<ShownRequest, 'change'>): object | undefined {
  const { includedCount, excludedCount, ...asked }: ShownIds = change as ShownIds
  const isWhole = isAll(asked.included, includedCount) && isAll(asked.excluded, excludedCount)
  return isWhole ? asked : undefined
}

function isAll(ids: readonly string[] | undefined, count: number | undefined): boolean {
  return count === undefined || ids?.length === count
}
