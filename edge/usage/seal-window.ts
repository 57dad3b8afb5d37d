import type { UsageEvent } from '../../shared/contracts/usage.ts'
import type { Runtime } from '../runtime.ts'
import { packBatches } from './pack-batches.ts'
import type { SealedBatch } from './sealed-batch.ts'
import type { UsageWindow } from './usage-window.ts'

/** @returns the pseudonym of a user id in an environment */
export type Pseudonymise = (environmentId: string, userId: string) => Promise<string>

/** Turns a window into batches with ids and bytes of their own. The window is not changed. */
export async function sealWindow(
  window: UsageWindow,
  runtime: Pick<Runtime, 'nowMs' | 'uuid'>,
  pseudonymise: Pseudonymise,
): Promise<readonly SealedBatch[]> {
  const { environmentId, dropped } = window
  const events = await nameUsers(window, pseudonymise)
  return packBatches({ environmentId, counters: window.counters.values(), events, dropped }, runtime)
}

/** Each person's pseudonym is made once a window. Nobody has none. */
async function nameUsers(
  { environmentId, events }: UsageWindow,
  pseudonymise: Pseudonymise,
): Promise<readonly Omit<UsageEvent, 'id'>[]> {
  const pseudonyms = new Map([['', '']])
  const named: Omit<UsageEvent, 'id'>[] = []
  for (const { userId, isPlain, ...event } of events) {
    const pseudonym = isPlain ? userId : (pseudonyms.get(userId) ?? (await pseudonymise(environmentId, userId)))
    if (!isPlain) pseudonyms.set(userId, pseudonym)
    named.push({ userId: pseudonym, ...event })
  }
  return named
}
