import { REPORTS_PATH } from '../../shared/contracts/edge-report.ts'
import type { OriginAddress } from '../config.ts'
import type { ReportSink } from './report-sink.ts'

/** Behind the answer, where nobody waits; but a request may go on for 30 s only. */
const TIMEOUT_MS = 3_000

/** Reports go straight to the origin. One attempt: what was not taken is told with the next report. */
export function createOriginSink({ url, token }: OriginAddress): ReportSink {
  const address = new URL(REPORTS_PATH, url)
  return {
    send: async (report) => {
      const response = await fetch(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(report),
        // A redirect would take the token to whoever it names.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await response.body?.cancel()
      if (!response.ok) throw new ReportNotTaken(response.status)
    },
  }
}

class ReportNotTaken extends Error {
  constructor(status: number) {
    super('the origin did not take a report')
    this.name = `Status${status}`
  }
}
