import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'
import { Transform, pipeline } from 'node:stream'
import { type Piece, type TcpFaultKnob, createTcpFaultKnob } from './tcp-fault.ts'

export interface TcpProxy {
  /** Clients use it instead of the service's. */
  readonly url: string
  readonly faults: TcpFaultKnob['faults']
  /** Stops listening and ends every open connection, also those that a fault holds. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'

/**
 * Stands between a service and its clients and passes on every byte, until it is told to fail: what no HTTP front can
 * show, connections that are cut, or that stand still with the answer half way.
 * @param upstream  the service's URL
 * @param port  0, the default, takes a free one
 */
export async function startTcpProxy(upstream: string, port = 0): Promise<TcpProxy> {
  const { hostname, port: upstreamPort } = new URL(upstream)
  const knob = createTcpFaultKnob()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (knob.refuses()) client.resetAndDestroy()
    else join(client, connect({ host: hostname, port: Number(upstreamPort), noDelay: true, allowHalfOpen: true }), knob)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: LOOPBACK, noDelay: true }, resolve)
  })
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    faults: knob.faults,
    close: () => closeServer(server, knob),
  }
}

/** A connection to a service that is not there is reset, as the service's own machine would do. */
function join(client: Socket, service: Socket, knob: TcpFaultKnob): void {
  const end = (): void => {
    client.resetAndDestroy()
    service.destroy()
  }
  const forget = knob.onBreak(end)
  client.once('close', forget)
  const cut = (): void => client.destroySoon()
  const carrying = (direction: Piece['direction']): Transform =>
    new Transform({ transform: (chunk: Buffer, _encoding, pass) => knob.carry({ direction, chunk, pass, cut }) })
  pipeline(client, carrying('request'), service, (cause) => (cause ? end() : undefined))
  pipeline(service, carrying('answer'), client, (cause) => (cause ? end() : undefined))
}

async function closeServer(server: Server, knob: TcpFaultKnob): Promise<void> {
  const closed = new Promise((resolve) => {
    server.close(resolve)
  })
  knob.breakAll()
  await closed
}
