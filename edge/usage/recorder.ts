import { type Trace, continueTrace, formatTraceparent, parseTraceparent } from '../../shared/contracts/traceparent.ts'
import { type Lease, type LeaseToken, createLease } from '../lease.ts'
import { type Log, describeError } from '../log.ts'
import type { Lifetime, Runtime } from '../runtime.ts'
import type { Decision, Occasion } from './decision.ts'
import { deliver } from './deliver.ts'
import { type Health, createDeliveryHealth } from './delivery-health.ts'
import type { KeptVerdict } from './kept-verdict.ts'
import { OUTBOX_LIMITS, type OutboxLimits, createOutbox } from './outbox.ts'
import { type Pseudonymise, sealWindow } from './seal-window.ts'
import type { SealedBatch } from './sealed-batch.ts'
import type { SpillList } from './spill-list.ts'
import { BUFFER_LIMITS, type BufferLimits, createUsageBuffer } from './usage-buffer.ts'
import type { UsageQueue } from './usage-queue.ts'
import type { UsageWindow } from './usage-window.ts'

/** Counts decisions, and sends the counts behind the requests that made them. */
export interface UsageRecorder {
  /** Synchronous and cheap; called when the answer is known. */
  record(decision: Decision, lifetime: Lifetime): void
  /** The same for several that were decided at once, of verdicts that are made once and recorded again and again. */
  recordKept(occasion: Occasion, verdicts: readonly KeptVerdict[], lifetime: Lifetime): void
  /** What was sealed and not taken yet, and what was lost since the isolate began. */
  unsent(): { readonly batches: number; readonly bytes: number; readonly dropped: number }
  health(): Health
}

export interface RecorderDependencies {
  readonly runtime: Runtime
  readonly log: Log
  readonly queue: UsageQueue
  readonly spill: SpillList
  readonly pseudonymise: Pseudonymise
  readonly limits?: { readonly buffer: BufferLimits; readonly outbox: OutboxLimits }
}

/** How long decisions are gathered before they are sealed. */
const WINDOW_MS = 1_000
/** A flush whose request was cancelled is given up after this, and the next request starts another. */
const LEASE_MS = 30_000
const TRY_AGAIN_AFTER_MS = 2_000
/** Work may go on for 30 s behind an answer, and a delivery that nobody takes needs 14 of them at most. */
const TRY_AGAIN_UNTIL_MS = 13_000

export function createUsageRecorder(dependencies: RecorderDependencies): UsageRecorder {
  const { runtime, log, pseudonymise } = dependencies
  const limits = dependencies.limits ?? { buffer: BUFFER_LIMITS, outbox: OUTBOX_LIMITS }
  const buffer = createUsageBuffer(runtime, limits.buffer)
  const outbox = createOutbox(limits.outbox)
  const windowLease = createLease()
  const health = createDeliveryHealth(log)
  /** Windows that were taken out of the buffer, until the moment they are sealed. */
  const unsealed = new Map<UsageWindow, Lease>()

  const onDropped = (batches: readonly SealedBatch[]): void => {
    if (batches.length > 0) health.dropped()
    for (const batch of batches) {
      buffer.addDropped(batch)
      const { environmentId: environment, decisions, droppedBefore } = batch
      const lost = decisions - droppedBefore
      if (lost > 0) log({ level: 'error', event: 'usage_dropped', environment, decisions: lost })
    }
  }

  const sealAll = async (trace: Trace): Promise<void> => {
    const traceparent = formatTraceparent(trace)
    for (const [window, lease] of unsealed) {
      if (lease.take(runtime.nowMs(), LEASE_MS) === undefined) continue
      const sealed = await sealWindow(window, runtime, pseudonymise)
      const batches = sealed.map((batch) => ({ ...batch, traceparent }))
      // Whoever was believed lost may have sealed it meanwhile: the first one counts, or it would be counted twice.
      if (unsealed.delete(window)) onDropped(outbox.add(batches, runtime.nowMs()))
    }
  }

  /** Whoever asks next begins a window, and takes it along; where nobody asks any more, nobody else will. */
  const isLeftAlone = (): boolean => outbox.size().batches > 0 && !windowLease.isHeld(runtime.nowMs())

  const flush = async (token: LeaseToken, trace: Trace): Promise<void> => {
    const beganAtMs = runtime.nowMs()
    await runtime.sleep(WINDOW_MS)
    for (const window of buffer.takeAll()) unsealed.set(window, createLease())
    windowLease.release(token)
    await sealAll(trace)
    const delivery = { ...dependencies, outbox, health, onDropped }
    await deliver(delivery)
    while (isLeftAlone() && runtime.nowMs() - beganAtMs < TRY_AGAIN_UNTIL_MS) {
      await runtime.sleep(TRY_AGAIN_AFTER_MS)
      await deliver(delivery)
    }
  }

  const tellFailure = (cause: unknown): void => log({ level: 'error', event: 'flush_failed', ...describeError(cause) })

  const flushLater = ({ atMs, request }: Occasion, lifetime: Lifetime): void => {
    const token = windowLease.take(atMs, LEASE_MS)
    if (token === undefined) return
    // Of all requests in a window the one that begins it gives the trace: the others cost nothing.
    const trace = continueTrace(parseTraceparent(request.headers.get('traceparent')), runtime.uuid())
    lifetime.waitUntil(flush(token, trace).catch(tellFailure))
  }

  return {
    record: (decision, lifetime) => {
      buffer.add(decision)
      flushLater(decision, lifetime)
    },
    recordKept: (occasion, verdicts, lifetime) => {
      if (verdicts.length === 0) return
      buffer.addKept(occasion, verdicts)
      flushLater(occasion, lifetime)
    },
    unsent: () => {
      const { batches, bytes } = outbox.size()
      return { batches, bytes, dropped: buffer.lost() }
    },
    health: () => health.now(),
  }
}
