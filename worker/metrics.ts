import { Counter, Gauge, Registry } from 'prom-client'

const PREFIX = 'togglemaster_worker'

export type WorkerMetrics = ReturnType<typeof createMetrics>

/** What this process has done since it started, in a registry of its own. No label comes from a message. */
export function createMetrics() {
  const registry = new Registry()
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `${PREFIX}_${name}_total`, help, labelNames, registers: [registry] })
  return {
    registry,
    batchesCounted: counter('batches_counted', 'Usage batches counted.'),
    batchesSeen: counter('batches_seen', 'Usage batches delivered again after they had been counted.'),
    deadLetters: counter('dead_letters', 'Messages sent to the dead-letter queue.', ['reason']),
    decisionsCounted: counter('decisions_counted', 'Decisions counted.'),
    decisionsDropped: counter('decisions_dropped', 'Decisions that edges reported as lost.'),
    eventsWritten: counter('events_written', 'Events written, redelivered ones again.'),
    retries: counter('storage_retries', 'Attempts on a table that had to be repeated.', ['cause']),
    messagesLeft: counter('messages_left', 'Messages left to come again because a store did not answer.'),
    spillDrained: counter('spill_drained', 'Entries taken from spill lists.'),
    queueAgeSeconds: new Gauge({
      name: `${PREFIX}_queue_age_seconds`,
      help: 'Age of the oldest message in the last receive; 0 when the queue was empty.',
      registers: [registry],
    }),
  }
}
