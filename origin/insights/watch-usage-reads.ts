import { describeAwsFailure } from '../../shared/contracts/aws-failure.ts'
import type { UsageReader } from './read-usage.ts'

export interface WatchedUsageReader extends UsageReader {
  /** `unknown` before the first read, then `ok`, or what is wrong, in a sentence for a person. */
  readonly lastOutcome: () => string
}

/** Remembers how the last read went, so that health can say it without asking DynamoDB on behalf of strangers. */
export function watchUsageReads(reader: UsageReader): WatchedUsageReader {
  let lastOutcome = 'unknown'
  return {
    readUsage: async (query) => {
      try {
        const report = await reader.readUsage(query)
        lastOutcome = 'ok'
        return report
      } catch (error) {
        lastOutcome = describeAwsFailure('DynamoDB', error)
        throw error
      }
    },
    lastOutcome: () => lastOutcome,
  }
}
