import type { Trace } from '../../shared/contracts/traceparent.ts'

/** By which way a change came in. */
export const CHANGE_WAYS = ['api', 'classic', 'console', 'request', 'schedule', 'operator'] as const
export type ChangeWay = (typeof CHANGE_WAYS)[number]

/** In whose name a change is made, from where, and why. */
export interface Author {
  /** `master`, or the id of the key or person. */
  readonly actor: string
  /** The caller's IP address; `null` for what the origin does by itself. */
  readonly address: string | null
  readonly way: ChangeWay
  /** In the author's own words. */
  readonly reason: string | null
  /** What the change is a step of; it goes along to Redis and is not part of the history. */
  readonly trace?: Trace | undefined
}

/** Both ways lead through an approved request: at once, or when its time has come. */
export function isApprovedWay(way: ChangeWay): boolean {
  return way === 'request' || way === 'schedule'
}
