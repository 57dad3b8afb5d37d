import { EventEmitter, once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { type EdgeReport, REPORTS_PATH, parseEdgeReport } from '../../shared/contracts/edge-report.ts'
import { closeServer, listen } from './upstash-stand-in.ts'

/** Takes reports as the origin does, over HTTP. */
export interface ReportStandIn {
  readonly url: string
  readonly token: string
  readonly reports: readonly EdgeReport[]
  /** How many requests came, answered or not. */
  readonly requests: () => number
  isHanging: boolean
  /** Resolves with the first report, come or to come, that is as wished. */
  readonly reported: (isWished: (report: EdgeReport) => boolean) => Promise<EdgeReport>
  close(): Promise<void>
}

export async function startReportStandIn(): Promise<ReportStandIn> {
  const token = 'a token of at least thirty-two characters'
  const reports: EdgeReport[] = []
  const arrivals = new EventEmitter()
  let requests = 0
  const server = createServer((request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    requests += 1
    if (standIn.isHanging) return
    const parsed = parseEdgeReport(JSON.parse(body))
    const isRight = request.url === REPORTS_PATH && request.headers.authorization === `Bearer ${token}`
    if (isRight && parsed.ok) reports.push(parsed.value)
    response.writeHead(isRight && parsed.ok ? 204 : 400).end()
    arrivals.emit('report')
  }
  const standIn: ReportStandIn = {
    url: await listen(server),
    token,
    reports,
    requests: () => requests,
    isHanging: false,
    reported: async (isWished) => {
      for (;;) {
        const found = reports.find(isWished)
        if (found !== undefined) return found
        await once(arrivals, 'report')
      }
    },
    close: () => closeServer(server),
  }
  return standIn
}
