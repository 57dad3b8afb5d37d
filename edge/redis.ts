import { Redis } from '@upstash/redis/cloudflare'

export interface RedisAddress {
  readonly url: string
  readonly token: string
}

/** A client whose every command ends within a time. */
export type RedisWithin = (timeoutMs: number) => Redis

/**
 * Makes clients for one Redis, one for each time limit, since a client's limit is fixed. One attempt and one command a
 * request: repeating is the caller's decision. The signal is made per call: a plain one turns a timeout into "no such key".
 */
export function createRedisWithin({ url, token }: RedisAddress): RedisWithin {
  const clients = new Map<number, Redis>()
  return (timeoutMs) => {
    let client = clients.get(timeoutMs)
    if (client === undefined) {
      client = new Redis({
        url,
        token,
        retry: { retries: 0 },
        signal: () => AbortSignal.timeout(timeoutMs),
        automaticDeserialization: false,
        enableAutoPipelining: false,
        enableTelemetry: false,
        readYourWrites: false,
        // Every text here is ASCII or JSON: a second base64 around it would only cost a third more bytes.
        responseEncoding: false,
      })
      clients.set(timeoutMs, client)
    }
    return client
  }
}
