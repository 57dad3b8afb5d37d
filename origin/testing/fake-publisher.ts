import type { Trace } from '../../shared/contracts/traceparent.ts'
import type { Publisher, PublisherStatus } from '../publishing/publisher.ts'

export interface FakePublisher extends Pick<Publisher, 'notify' | 'settled' | 'servedFlags' | 'isRefused' | 'status'> {
  /** What was told, in order. */
  readonly notified: string[]
  /** The traces that came along, in order. */
  readonly traces: (Trace | undefined)[]
  /** What was waited for. */
  readonly awaited: (readonly string[])[]
  /** What edges have of every environment; unknown at first. */
  readonly serve: (flags: number) => void
  /** This version of every environment; none at first. */
  readonly refuse: (version: number | undefined) => void
  readonly set: (status: Partial<PublisherStatus>) => void
}

/** Publishes nothing and remembers everything. */
export function createFakePublisher(): FakePublisher {
  const notified: string[] = []
  const traces: (Trace | undefined)[] = []
  const awaited: (readonly string[])[] = []
  let served: number | undefined
  let refused: number | undefined
  let status: PublisherStatus = { redis: 'up', unpublished: 0, oldestUnpublishedMs: 0, refused: 0, problem: undefined }
  return {
    notified,
    traces,
    awaited,
    notify: (environmentId, trace) => {
      notified.push(environmentId)
      traces.push(trace)
    },
    settled: (environmentIds) => {
      awaited.push(environmentIds)
      return Promise.resolve()
    },
    servedFlags: () => served,
    serve: (flags) => {
      served = flags
    },
    isRefused: (_environmentId, version) => version === refused,
    refuse: (version) => {
      refused = version
    },
    status: () => status,
    set: (changed) => {
      status = { ...status, ...changed }
    },
  }
}
