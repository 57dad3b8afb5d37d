/**
 * What is counted of a flag that applications asked for and that did not exist, in the table of counters: one item for
 * each name and UTC day, in one partition of the environment.
 */
export interface UnknownFlagItem {
  readonly pk: string
  readonly sk: string
  /** As the application wrote it, or `OTHER_FLAG` for all names that are not kept apart. */
  readonly flag: string
  /** Start of the UTC day. */
  readonly dayAtMs: number
  readonly decisions: number
  /** Hours of the day, 0 … 23, in which somebody asked; at least one. A set, so that order and repetition do not matter. */
  readonly hours: ReadonlySet<number>
}

/** How long a name is listed after its last day; DynamoDB removes its items some time later. */
export const UNKNOWN_FLAG_DAYS = 30

/** Apart from every flag's partition: an environment id has 12 characters. */
export function unknownFlagPartition(environmentId: string): string {
  return `unknown#${environmentId}`
}

/**
 * Sorts by day, so that the newest are read first. 256 UTF-16 code units of a flag key take at most 768 bytes of the
 * 1 024 that a sort key may have.
 */
export function unknownFlagSortKey(dayAtMs: number, flagKey: string): string {
  return `${unknownFlagDay(dayAtMs)}#${flagKey}`
}

/** `2026-11-24`: the start of the sort key, for ranges. */
export function unknownFlagDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
