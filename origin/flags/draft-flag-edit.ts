import { isDeepStrictEqual } from 'node:util'
import { millisecondsOf } from '../http/time-schema.ts'
import type { AskedFlagEdit, FlagEdit, FlagPatch } from './flag-input.ts'
import type { FlagRow } from './flag-repository.ts'

export interface FlagStep {
  readonly before: FlagRow
  readonly after: FlagRow
}

/** Lays a patch over a flag. */
export function draftFlagPatch(
  before: FlagRow,
  { expectedEndAt, ...members }: FlagPatch & Pick<FlagEdit, 'salt'>,
): FlagRow {
  return {
    ...before,
    ...members,
    ...(expectedEndAt === undefined ? {} : { expectedEndAtMs: millisecondsOf(expectedEndAt) }),
  }
}

/** Lays what was asked for over a flag; `undefined` where it is to be deleted. */
export function draftFlagEdit(before: FlagRow, edit: FlagEdit, nowMs: number): FlagRow | undefined {
  const { archived, deleted, allowMassRemoval: _allowed, ...patch } = edit
  if (deleted === true) return undefined
  const after = draftFlagPatch(before, patch)
  if (archived === undefined) return after
  return { ...after, archivedAtMs: archived ? (before.archivedAtMs ?? nowMs) : null }
}

/** Draws the salt where it is to be drawn: what is looked at is what is applied. */
export function settleFlagEdit({ salt, ...edit }: AskedFlagEdit, drawId: () => string): FlagEdit {
  return salt === undefined ? edit : { ...edit, salt: salt ?? drawId() }
}

/** Whether anybody could be served something else: nothing refers yet to a variant that comes in addition. */
export function couldBeNoticed({ before, after }: FlagStep): boolean {
  const isKept = before.variants.every((variant) => after.variants.some((other) => isDeepStrictEqual(variant, other)))
  return !isKept || before.clientVisible !== after.clientVisible || before.salt !== after.salt
}
