import { setTimeout as sleep } from 'node:timers/promises'
import type { OriginApi } from './origin-api.ts'
import type { Edit } from './sightings.ts'

/** An edit, and what it did for whoever made it. */
export interface MadeEdit extends Edit {
  readonly isOn: boolean
  /** From the beginning of the commit until the caller had its answer. */
  readonly returnedAfterMs: number
}

export interface EditPlan {
  readonly edits: number
  /** Of the ruleset before the first edit; each edit adds one. */
  readonly fromVersion: number
  readonly meanPauseMs: number
}

/**
 * Toggles the flag again and again, with pauses by chance (between half and one and a half of their mean), so that edits
 * fall at any moment between an edge's looks.
 */
export async function makeEdits(
  api: Pick<OriginApi, 'toggle'>,
  { edits, fromVersion, meanPauseMs }: EditPlan,
  onEdit: (edit: MadeEdit) => void,
): Promise<void> {
  for (let i = 1; i <= edits; i++) {
    await sleep(meanPauseMs * (0.5 + Math.random()))
    const version = fromVersion + i
    const isOn = isOnAt(version, fromVersion)
    const { committedAtMs, returnedAtMs } = await api.toggle(isOn)
    onEdit({ version, committedAtMs, isOn, returnedAfterMs: returnedAtMs - committedAtMs })
  }
}

/** What the flag serves at a version: off before the first edit, then on and off in turn. */
export function isOnAt(version: number, fromVersion: number): boolean {
  return (version - fromVersion) % 2 === 1
}
