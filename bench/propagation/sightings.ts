/** What one isolate answered to one request; times are milliseconds since the epoch, of one machine's clock. */
export interface Answer {
  readonly sentAtMs: number
  readonly arrivedAtMs: number
  /** Of the ruleset that decided. */
  readonly version: number
}

export interface Edit {
  /** Of the first ruleset that holds it; versions of later edits are higher. */
  readonly version: number
  /** When the origin began its commit, by the origin. */
  readonly committedAtMs: number
}

/**
 * How long from each edit's commit until the first evaluation that shows it has arrived.
 * @param edits  by ascending version
 * @param answers  of one isolate, by ascending arrival
 * @returns one for each edit that was shown
 */
export function delaysUntilShown(edits: readonly Edit[], answers: readonly Answer[]): readonly number[] {
  const delays: number[] = []
  let next = 0
  for (const { version, arrivedAtMs } of answers) {
    for (let edit = edits[next]; edit !== undefined && edit.version <= version; edit = edits[++next]) {
      delays.push(Math.max(0, arrivedAtMs - edit.committedAtMs))
    }
  }
  return delays
}

/**
 * How old the oldest edit was that an answer did not show, for each answer to a request that was sent after its commit;
 * 0 for an answer that showed everything. This is what a bound on staleness bounds, also for an isolate that slept.
 * @param edits  by ascending version
 */
export function stalenessOf(edits: readonly Edit[], answers: readonly Answer[]): readonly number[] {
  return answers.map(({ version, sentAtMs, arrivedAtMs }) => {
    const missing = edits[firstAbove(edits, version)]
    return missing === undefined || missing.committedAtMs > sentAtMs ? 0 : arrivedAtMs - missing.committedAtMs
  })
}

function firstAbove(edits: readonly Edit[], version: number): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.version ?? 0) > version) high = middle
    else low = middle + 1
  }
  return low
}
