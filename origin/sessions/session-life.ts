import type { SessionRow } from './session-repository.ts'

/** However much it is used: a stolen cookie is worth a week at most. */
export const SESSION_LIFE_MS = 7 * 86_400_000
/** Without a request: a night, and not a weekend. */
export const SESSION_IDLE_MS = 12 * 3_600_000

export function isSessionLive({ createdAtMs, lastSeenAtMs }: SessionRow, nowMs: number): boolean {
  return nowMs - createdAtMs < SESSION_LIFE_MS && nowMs - lastSeenAtMs < SESSION_IDLE_MS
}
