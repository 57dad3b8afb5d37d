import type { EdgeReport } from '../../shared/contracts/edge-report.ts'
import type { LocationMarker } from '../reporting/location-marker.ts'
import type { ReportSink } from '../reporting/report-sink.ts'

/** Takes reports, or does not. */
export interface FakeReportSink extends ReportSink {
  readonly reports: EdgeReport[]
  /** What came while it failed. */
  readonly missed: EdgeReport[]
  isFailing: boolean
}

export function createFakeReportSink(): FakeReportSink {
  const sink: FakeReportSink = {
    reports: [],
    missed: [],
    isFailing: false,
    send: (report) => {
      if (!sink.isFailing) return Promise.resolve(void sink.reports.push(report))
      sink.missed.push(report)
      return Promise.reject(new TypeError('refused'))
    },
  }
  return sink
}

/** One data centre's marks, on a test's clock. */
export function createFakeMarker(nowMs: () => number): LocationMarker {
  const until = new Map<string, number>()
  return {
    claim: (name, forSeconds) => {
      if (nowMs() < (until.get(name) ?? 0)) return Promise.resolve(false)
      until.set(name, nowMs() + forSeconds * 1_000)
      return Promise.resolve(true)
    },
  }
}
