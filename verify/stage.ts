import type { Clock } from './clock.ts'
import type { VerifyConfig } from './config.ts'
import type { Decisions } from './decisions.ts'
import type { Management, ServerKey } from './management.ts'

/** The deployment that is looked at. */
export interface Deployment {
  readonly config: VerifyConfig
  readonly management: Management
  readonly decisions: Decisions
  readonly clock: Clock
  readonly signal: AbortSignal
  /** The key of this run's flag, and the name of its access key: no run meets what another one made. */
  readonly flag: string
}

/** With what a run made on it. */
export interface Stage extends Deployment {
  readonly environmentId: string
  readonly key: ServerKey
  /** By the clock. */
  readonly keyOrderedAtMs: number
  /** Since the epoch: before the first decision. */
  readonly startedAtMs: number
}

/** @throws what the control plane refused */
export async function setStage(deployment: Deployment): Promise<Stage> {
  const { management, flag, clock } = deployment
  const startedAtMs = Date.now()
  const environmentId = await management.readEnvironmentId()
  await management.createFlag(flag)
  const keyOrderedAtMs = clock.nowMs()
  const key = await management.createServerKey(flag)
  return { ...deployment, environmentId, key, keyOrderedAtMs, startedAtMs }
}
