import type { EdgeReport } from '../../shared/contracts/edge-report.ts'

/** Where reports go. */
export interface ReportSink {
  /** @throws when it was not taken, or not within a time */
  send(report: EdgeReport): Promise<void>
}
