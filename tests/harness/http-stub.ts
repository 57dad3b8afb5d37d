import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Something that answers over HTTP, and is none of ours. */
export interface HttpStub {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function startHttpStub(
  answer: (path: string) => { readonly status: number; readonly body: object },
): Promise<HttpStub> {
  const server = createServer((request, response) => {
    request.resume()
    const { status, body } = answer(request.url ?? '')
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
