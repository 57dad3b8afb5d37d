import type { UsageCounter, UsageEvent } from '../../shared/contracts/usage.ts'
import type { Runtime } from '../runtime.ts'
import { type BatchBuilder, createBatchBuilder } from './batch-builder.ts'
import type { SealedBatch } from './sealed-batch.ts'

export interface Unpacked {
  readonly environmentId: string
  readonly counters: Iterable<UsageCounter>
  readonly events: Iterable<Omit<UsageEvent, 'id'>>
  readonly dropped: number
}

/** Spreads counters and events over as few batches as the limits allow; what was dropped is said once, by the first. */
export function packBatches(unpacked: Unpacked, runtime: Pick<Runtime, 'nowMs' | 'uuid'>): readonly SealedBatch[] {
  const builders: BatchBuilder[] = []
  const builderAt = (index: number): BatchBuilder => (builders[index] ??= createBatchBuilder(runtime.uuid()))
  if (unpacked.dropped > 0) builderAt(0).addDropped(unpacked.dropped)
  let at = 0
  for (const counter of unpacked.counters) while (!builderAt(at).addCounter(counter)) at += 1
  at = 0
  for (const event of unpacked.events) while (!builderAt(at).addEvent(event)) at += 1
  return builders.map((builder) => builder.seal(unpacked.environmentId, runtime.nowMs()))
}
