import { type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** Speaks as much of the Upstash REST protocol as an edge does, over maps, with faults. */
export interface UpstashStandIn {
  readonly url: string
  readonly values: Map<string, string>
  readonly lists: Map<string, string[]>
  /** Every command that arrived, faults included. */
  readonly commands: (readonly string[])[]
  /** What happens to the next commands instead of an answer; `undefined` heals. */
  fault: UpstashFault | undefined
  close(): Promise<void>
}

/** `stall` sends half of an answer and no more, `truncate` half and an end. */
export type UpstashFault =
  | 'hang'
  | 'refuse'
  | 'error'
  | 'stall'
  | 'truncate'
  | { readonly hangOn: string }
  | { readonly delayMs: number }

export async function startUpstashStandIn(): Promise<UpstashStandIn> {
  const values = new Map<string, string>()
  const lists = new Map<string, string[]>()
  const commands: string[][] = []
  const server = createServer((request, response) => {
    void json(request).then((body) => answer((body as unknown[]).map(String), request.socket, response))
  })
  const answer = async (command: string[], socket: Socket, response: ServerResponse): Promise<void> => {
    commands.push(command)
    const { fault } = standIn
    if (typeof fault === 'object' && 'delayMs' in fault) await sleep(fault.delayMs)
    if (fault === 'refuse') socket.destroy()
    else if (fault === 'error') response.writeHead(500).end('{"error":"ERR broken"}')
    else if (!hangs(fault, command)) send(JSON.stringify({ result: run(command, values, lists) }), fault, response)
  }
  const standIn: UpstashStandIn = {
    url: await listen(server),
    values,
    lists,
    commands,
    fault: undefined,
    close: () => closeServer(server),
  }
  return standIn
}

function send(text: string, fault: UpstashFault | undefined, response: ServerResponse): void {
  if (fault !== 'stall' && fault !== 'truncate') return void response.end(text)
  response.setHeader('content-length', text.length)
  response.write(text.slice(0, text.length / 2), () => {
    if (fault === 'truncate') response.socket?.destroy()
  })
}

function hangs(fault: UpstashFault | undefined, [name = '']: readonly string[]): boolean {
  return fault === 'hang' || (typeof fault === 'object' && 'hangOn' in fault && fault.hangOn === name.toUpperCase())
}

function run([name = '', ...args]: readonly string[], values: Map<string, string>, lists: Map<string, string[]>) {
  const [key = '', ...items] = args
  switch (name.toUpperCase()) {
    case 'MGET':
      return args.map((each) => values.get(each) ?? null)
    case 'GET':
      return values.get(key) ?? null
    case 'LLEN':
      return lists.get(key)?.length ?? 0
    case 'RPUSH': {
      lists.set(key, [...(lists.get(key) ?? []), ...items])
      return lists.get(key)?.length ?? 0
    }
    default:
      throw new Error(`no such command here: ${name}`)
  }
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
}
