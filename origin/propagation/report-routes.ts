import type { RequestHandler, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { parseEdgeReport } from '../../shared/contracts/edge-report.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { bodyOf, readJson } from '../http/read-json.ts'
import type { ReportBook } from './report-book.ts'

const WINDOW_MS = 60_000
/** 300 data centres tell 300 times a minute, and again for each version: this is twenty versions a minute. */
const REPORTS_PER_WINDOW = 6_000

export function addReportRoutes(router: Router, reports: Pick<ReportBook, 'accept'>): void {
  const reading = readJson({ anyMediaType: false, limitBytes: LIMITS.edgeReportBytes })
  router.post('/reports', limitReports(), ...reading, (request, response) => {
    const report = parseEdgeReport(bodyOf(request))
    if (!report.ok) throw invalidInput(report.problems)
    reports.accept(report.value)
    response.status(204).end()
  })
}

/** Of all edges together: the origin has other things to do. What is not taken is told later, with its own time. */
function limitReports(): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: REPORTS_PER_WINDOW,
    keyGenerator: () => 'all edges',
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    handler: (_request, _response, next) => {
      const retryAfterSeconds = WINDOW_MS / 1_000
      next(
        new OriginError('too_many_requests', `expected ${REPORTS_PER_WINDOW} a minute at most`, { retryAfterSeconds }),
      )
    },
  })
}
