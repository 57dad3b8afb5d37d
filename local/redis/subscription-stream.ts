import type { ServerResponse } from 'node:http'
import type { RedisStore } from './redis-store.ts'

/**
 * Streams a channel as server-sent events in the form that the Upstash client reads:
 * `subscribe,<channel>,1` once, then `message,<channel>,<message>` for each one.
 */
export async function streamSubscription(response: ServerResponse, store: RedisStore, channel: string): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  const unsubscribe = await store.subscribe(channel, (message) => sendEvent(response, `message,${channel},${message}`))
  if (response.closed) return unsubscribe()
  response.once('close', unsubscribe)
  return sendEvent(response, `subscribe,${channel},1`)
}

function sendEvent(response: ServerResponse, data: string): void {
  response.write(`data: ${data.replaceAll('\n', '\ndata: ')}\n\n`)
}
