import type { Express } from 'express'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HealthServer {
  /** The one that was taken when 0 was asked for. */
  readonly port: number
  close(): Promise<void>
}

/** @throws when the port is taken or the host is not this machine's */
export async function startHealthServer(app: Express, host: string, port: number): Promise<HealthServer> {
  const server = createServer((request, response) => {
    app(request, response)
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
