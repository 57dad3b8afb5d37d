import { nameOfError } from '../log.ts'
import type { Runtime } from '../runtime.ts'
import type { DeliveryHealth } from './delivery-health.ts'
import { groupBatches } from './group-batches.ts'
import type { Outbox } from './outbox.ts'
import type { SealedBatch } from './sealed-batch.ts'
import type { SpillList } from './spill-list.ts'
import type { UsageQueue } from './usage-queue.ts'

export interface DeliveryDependencies {
  readonly outbox: Outbox
  readonly queue: UsageQueue
  readonly spill: SpillList
  readonly runtime: Runtime
  readonly health: DeliveryHealth
  /** Told of batches that nobody will take any more. */
  readonly onDropped: (batches: readonly SealedBatch[]) => void
}

const SECOND_TRY_AFTER_MS = 1_000
/** One push: below Redis's 10 MB a request, and small enough for its time limit. */
const PUSH_LIMITS = { batches: 100, bytes: 2_097_152 }

/**
 * Sends what waits: to the queue, a second later to the queue once more, then to the spill list. What neither takes
 * stays for whoever delivers next, with the same id and the same bytes. Never rejects.
 */
export async function deliver(dependencies: DeliveryDependencies): Promise<void> {
  const { outbox, queue, runtime, health } = dependencies
  const claim = outbox.claim(runtime.nowMs())
  if (claim.batches.length === 0) return
  const first = await queue.send(claim.batches)
  outbox.remove(without(claim.batches, first.left))
  if (first.left.length === 0) return health.took('queue')
  await runtime.sleep(SECOND_TRY_AFTER_MS)
  const second = await queue.send(first.left)
  outbox.remove(without(first.left, second.left))
  if (second.left.length === 0) return health.took('queue')
  health.refused('queue', second.cause ?? 'NotTaken')
  claim.release(await spillAll(second.left, dependencies))
}

/** @returns what the spill list could not be asked to take */
async function spillAll(
  batches: readonly SealedBatch[],
  { outbox, spill, health, onDropped }: DeliveryDependencies,
): Promise<readonly SealedBatch[]> {
  const groups = byEnvironment(batches).flatMap((own) => groupBatches(own, PUSH_LIMITS))
  for (const [i, group] of groups.entries()) {
    try {
      const pushed = await spill.push(
        group[0]?.environmentId ?? '',
        group.map(({ text }) => text),
      )
      health.took('spill')
      outbox.remove(group)
      onDropped(group.slice(pushed))
    } catch (cause) {
      health.refused('spill', nameOfError(cause))
      return groups.slice(i).flat()
    }
  }
  return []
}

function without(batches: readonly SealedBatch[], those: readonly SealedBatch[]): readonly SealedBatch[] {
  const excluded = new Set(those)
  return batches.filter((batch) => !excluded.has(batch))
}

function byEnvironment(batches: readonly SealedBatch[]): readonly (readonly SealedBatch[])[] {
  const groups = new Map<string, SealedBatch[]>()
  for (const batch of batches) groups.set(batch.environmentId, [...(groups.get(batch.environmentId) ?? []), batch])
  return [...groups.values()]
}
