import { droppedPartition, usagePartition } from '../../shared/contracts/usage-table.ts'
import { type UsageBucket, createUsageBuckets } from './usage-buckets.ts'
import { type MinuteRange, type UsageRow, type UsageRowsOptions, queryUsageRows } from './usage-rows.ts'
import type { UsageQuery } from './usage-query.ts'
import { startOfStep } from './usage-step.ts'

/** Enough to hide the network's delay; one call never takes the table's throughput from the others. */
const PARALLEL_QUERIES = 8

export interface FlagUsage {
  readonly flag: string
  readonly total: number
  readonly buckets: readonly UsageBucket[]
}

export interface UsageReport {
  /** In the order they were asked for; a flag that nobody asked about has a total of 0. */
  readonly flags: readonly FlagUsage[]
  /** Decisions of the whole environment in this range that edges made and could not count. */
  readonly dropped: number
}

export interface UsageReader {
  /**
   * Reads what was decided, from the counters as they are at this moment.
   * `fromMs` is floored to the step, so that the first bucket is a whole one; the last one ends at `toMs`.
   * @throws what the AWS SDK throws when DynamoDB does not answer
   */
  readUsage(query: UsageQuery & { readonly environmentId: string }): Promise<UsageReport>
}

export function createUsageReader(options: UsageRowsOptions): UsageReader {
  return {
    async readUsage({ environmentId, flagKeys, fromMs, toMs, step, sources }) {
      const range = { fromMs: startOfStep(fromMs, step), toMs }
      const dropped = readDropped(options, environmentId, range)
      const readFlag = async (flag: string): Promise<FlagUsage> => {
        const buckets = createUsageBuckets(step)
        const pages = queryUsageRows(options, usagePartition(environmentId, flag), range)
        for await (const rows of pages) {
          for (const row of rows) if (isFrom(row, sources)) buckets.add(row)
        }
        const closed = buckets.close()
        return { flag, total: closed.reduce((total, bucket) => total + bucket.total, 0), buckets: closed }
      }
      const [flags, droppedTotal] = await Promise.all([mapInParallel(flagKeys, readFlag), dropped])
      return { flags, dropped: droppedTotal }
    },
  }
}

function isFrom({ source }: UsageRow, sources: UsageQuery['sources']): boolean {
  return sources === undefined || sources.some((each) => each === source)
}

async function readDropped(options: UsageRowsOptions, environmentId: string, range: MinuteRange): Promise<number> {
  let dropped = 0
  for await (const rows of queryUsageRows(options, droppedPartition(environmentId), range)) {
    for (const row of rows) dropped += row.decisions
  }
  return dropped
}

/** Keeps the order; at most `PARALLEL_QUERIES` at a time. */
async function mapInParallel<T, R>(inputs: readonly T[], map: (input: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const waiting = inputs.entries()
  const drain = async (): Promise<void> => {
    for (const [place, input] of waiting) results.set(place, await map(input))
  }
  await Promise.all(Array.from({ length: PARALLEL_QUERIES }, drain))
  return inputs.map((_, place) => results.get(place) as R)
}
