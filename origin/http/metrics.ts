import type { RequestHandler } from 'express'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Publisher, PublisherStatus } from '../publishing/publisher.ts'
import { routeOf } from './route-of.ts'

export interface OriginMetrics {
  readonly registry: Registry
  readonly countRequests: RequestHandler
  /** Makes `/metrics` show what the publisher says of itself. */
  readonly watch: (publisher: Pick<Publisher, 'status'>) => void
  /** One environment went to Redis. */
  readonly published: (tookMs: number) => void
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** The origin's own registry. Routes are counted by pattern, so that no caller can invent label values. */
export function createMetrics(): OriginMetrics {
  const registry = new Registry()
  const registers = [registry]
  const publishes = new Histogram({
    name: 'togglemaster_publish_seconds',
    help: 'Time from taking up an environment until Redis had it.',
    buckets: SECONDS,
    registers,
  })
  return {
    registry,
    countRequests: countRequests(registry),
    watch: (publisher) => watchPublisher(registry, publisher),
    published: (tookMs) => publishes.observe(tookMs / 1_000),
  }
}

function countRequests(registry: Registry): RequestHandler {
  const labelNames = ['method', 'route', 'status'] as const
  const registers = [registry]
  const requests = new Counter({ name: 'http_requests_total', help: 'Answered requests.', labelNames, registers })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames,
    buckets: SECONDS,
    registers,
  })
  return (request, response, next) => {
    const startedAtMs = performance.now()
    response.once('finish', () => {
      const labels = { method: request.method, route: routeOf(request), status: String(response.statusCode) }
      requests.inc(labels)
      durations.observe(labels, (performance.now() - startedAtMs) / 1_000)
    })
    next()
  }
}

function watchPublisher(registry: Registry, publisher: Pick<Publisher, 'status'>): void {
  const registers = [registry]
  const gauge = (name: string, help: string, valueOf: (status: PublisherStatus) => number): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers,
      collect: () => {
        const status = statusIfKnown(publisher)
        if (status !== undefined) made.set(valueOf(status))
      },
    })
  }
  gauge('togglemaster_redis_up', '1 while the last attempt to reach Redis succeeded.', ({ redis }) =>
    redis === 'up' ? 1 : 0,
  )
  gauge(
    'togglemaster_unpublished_changes',
    'Committed changes that Redis does not have and could have.',
    ({ unpublished }) => unpublished,
  )
  gauge(
    'togglemaster_unpublished_oldest_seconds',
    'Age of the oldest of them.',
    ({ oldestUnpublishedMs }) => oldestUnpublishedMs / 1_000,
  )
  gauge(
    'togglemaster_refused_environments',
    'Environments whose newest ruleset cannot go out until somebody changes it.',
    ({ refused }) => refused,
  )
}

/** Unknown while the database is down; a gauge then keeps what it last said, and the others can still be read. */
function statusIfKnown(publisher: Pick<Publisher, 'status'>): PublisherStatus | undefined {
  try {
    return publisher.status()
  } catch {
    return undefined
  }
}
