import { nameOfError } from '../../shared/contracts/aws-failure.ts'
import { pause } from '../cloud/retry-policy.ts'
import type { PollGate } from '../intake/poll-gate.ts'

/** Spilled batches are late already; a scan of the keys costs one request. */
const PERIOD_MS = 5_000

export interface SpillLoopOptions {
  /** @returns false when something had to be left */
  readonly drain: () => Promise<boolean>
  readonly gate: PollGate
  readonly stopping: AbortSignal
  readonly onError: (cause: string) => void
  readonly periodMs?: number
}

/** Drains now and then until the worker stops; resolves when the last round is finished. Never throws. */
export async function runSpillLoop(options: SpillLoopOptions): Promise<void> {
  const { stopping, periodMs = PERIOD_MS } = options
  do {
    if (options.gate.isOpen) await drainOnce(options)
  } while (await pause(periodMs * (0.75 + Math.random() / 2), stopping))
}

async function drainOnce({ drain, gate, onError }: SpillLoopOptions): Promise<void> {
  try {
    if (!(await drain())) gate.close()
  } catch (error) {
    onError(nameOfError(error))
  }
}
