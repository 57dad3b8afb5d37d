import { Redis } from '@upstash/redis'

const REQUEST_TIMEOUT_MS = 3_000
/** The spill loop comes again by itself. */
const RETRIES = 1

/** The Redis of the spill lists. Texts come as they were written, since entries are removed by their text. */
export function createRedisClient(url: string, token: string): Redis {
  return new Redis({
    url,
    token,
    automaticDeserialization: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
    retry: { retries: RETRIES },
    signal: () => AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  })
}
