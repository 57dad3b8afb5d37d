import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { IssuedRuleset } from '../../shared/contracts/issued-ruleset.ts'
import { issuedTag } from '../../shared/contracts/issued-ruleset.ts'
import { closeServer, listen } from './upstash-stand-in.ts'

export const EDGE_TOKEN = 'an edge token of at least thirty-two characters'

/** Answers edges as the origin does, with what a test gives it, and fails as it is told. */
export interface OriginStandIn {
  readonly url: string
  /** By environment; another one is not known. */
  readonly rulesets: Map<string, IssuedRuleset>
  /** Statuses of all answers to questions for a ruleset, in order. */
  readonly answers: number[]
  /** `redirect` sends whoever asks to somebody else, `garbage` answers 200 and nothing that could be read. */
  fault: 'hang' | 'refuse' | 'error' | 'redirect' | 'garbage' | undefined
  close(): Promise<void>
}

export async function startOriginStandIn(): Promise<OriginStandIn> {
  const rulesets = new Map<string, IssuedRuleset>()
  const answers: number[] = []
  const server = createServer((request, response) => {
    const id = /^\/edge\/v1\/rulesets\/(\w+)$/.exec(request.url ?? '')?.[1]
    // What edges report is nobody's business here.
    if (id === undefined) return void response.writeHead(204).end()
    const { fault } = standIn
    if (fault === 'hang') return undefined
    if (fault === 'refuse') return void request.socket.destroy()
    const status = statusOf(fault, request, rulesets.get(id))
    answers.push(status)
    return answer(response, status, fault === 'garbage' ? undefined : rulesets.get(id))
  })
  const standIn: OriginStandIn = {
    url: await listen(server),
    rulesets,
    answers,
    fault: undefined,
    close: () => closeServer(server),
  }
  return standIn
}

function statusOf(fault: OriginStandIn['fault'], { headers }: IncomingMessage, issued?: IssuedRuleset): number {
  if (fault === 'error') return 500
  if (fault === 'redirect') return 307
  if (headers.authorization !== `Bearer ${EDGE_TOKEN}`) return 401
  if (issued === undefined) return fault === 'garbage' ? 200 : 404
  return headers['if-none-match'] === tagOf(issued) ? 304 : 200
}

function answer(response: ServerResponse, status: number, issued?: IssuedRuleset): void {
  if (status === 307) response.setHeader('location', 'http://127.0.0.1:9/edge/v1/rulesets/aaaaaaaaaaaa')
  response.writeHead(status)
  response.end(status === 200 ? JSON.stringify(issued ?? 'garbage') : '')
}

function tagOf({ head, access }: IssuedRuleset): string {
  return issuedTag(Number.parseInt(head, 10), Number.parseInt(access, 10))
}
