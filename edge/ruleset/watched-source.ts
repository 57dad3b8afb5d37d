import type { Runtime } from '../runtime.ts'
import { isWithin } from './freshness.ts'
import type { RulesetSource } from './ruleset-source.ts'

/** A source that remembers when it last answered, for those who ask whether it is there. */
export interface WatchedSource extends RulesetSource {
  /** By what was seen in the last seconds; where that is too long ago, by one small read. */
  isReachable(): Promise<boolean>
}

const RECENT_MS = 5_000
/** Anybody may ask whether it is there, as often as they like: one that failed just now is not asked again for each. */
const FAILED_MS = 1_000
const PROBE_TIMEOUT_MS = 250
/** Reads nothing that matters: any name that the edge's token may read would do. */
const PROBE_ENVIRONMENT = '000000000000'

export function watchSource(source: RulesetSource, runtime: Runtime): WatchedSource {
  let answeredAtMs = Number.NEGATIVE_INFINITY
  let failedAtMs = Number.NEGATIVE_INFINITY
  const watch = async <T>(reading: Promise<T>): Promise<T> => {
    try {
      const answer = await reading
      answeredAtMs = runtime.nowMs()
      return answer
    } catch (cause) {
      answeredAtMs = Number.NEGATIVE_INFINITY
      failedAtMs = runtime.nowMs()
      throw cause
    }
  }
  const readSigned: RulesetSource['readSigned'] = (id, wish) => watch(source.readSigned(id, wish))
  return {
    readSigned,
    readBody: (id, version) => watch(source.readBody(id, version)),
    isReachable: async () => {
      if (isWithin(RECENT_MS, answeredAtMs, runtime.nowMs())) return true
      if (isWithin(FAILED_MS, failedAtMs, runtime.nowMs())) return false
      return readSigned(PROBE_ENVIRONMENT, { timeoutMs: PROBE_TIMEOUT_MS, parts: 'head' }).then(
        () => true,
        () => false,
      )
    },
  }
}
