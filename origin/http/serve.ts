import { once } from 'node:events'
import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  readonly port: number
  /** Stops accepting, waits for what is in flight, and ends what has not ended after `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>
}

/** A management request is small; whoever needs longer to send it holds a socket for nothing. */
const REQUEST_MS = 30_000
const HEADERS_MS = 10_000
/** Longer than the 60 s for which balancers keep idle connections, so that they end them and not we. */
const KEEP_ALIVE_MS = 65_000
const SWEEP_EVERY_MS = 50

/** @param port  0 takes a free one */
export async function serve(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS }, listener)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.listen(port, host)
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) }
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  // A connection whose last answer is on its way becomes idle only later.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS)
  const end = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(end)
}
