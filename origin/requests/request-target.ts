import * as z from 'zod/mini'
import type { changeRequests } from '../db/schema.ts'
import { parseInput } from '../errors/parse-input.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import { segmentPatchSchema, type SegmentPatch } from '../segments/segment-input.ts'
import { configurationPatchSchema } from '../targeting/configuration-input.ts'
import type { RequestedChange } from './requested-change.ts'

export type RequestTarget = FlagTarget | SegmentTarget

/** What a flag does in the environment of the request. */
export interface FlagTarget {
  readonly kind: 'flag'
  readonly flag: FlagRow
  readonly change: RequestedChange
}

/** Only named: its requests are kept when it is gone. */
export interface SegmentTarget {
  readonly kind: 'segment'
  readonly key: string
  readonly change: SegmentPatch
}

type TargetColumns = Pick<typeof changeRequests.$inferSelect, 'flagId' | 'change' | 'segmentKey' | 'segmentChange'>

/** In the request body the change is a member: problems point there. */
const changeOfFlagSchema = z.strictObject({ change: configurationPatchSchema })
const changeOfSegmentSchema = z.strictObject({ change: segmentPatchSchema })

export function targetOf(
  { id, change, segmentKey, segmentChange }: TargetColumns & { readonly id: string },
  flag: FlagRow | null,
): RequestTarget {
  if (flag !== null && change !== null) return { kind: 'flag', flag, change }
  if (segmentKey !== null && segmentChange !== null) return { kind: 'segment', key: segmentKey, change: segmentChange }
  throw new Error(`the request ${id} is about nothing`)
}

export function columnsOf(target: RequestTarget): TargetColumns {
  return target.kind === 'flag'
    ? { flagId: target.flag.id, change: target.change, segmentKey: null, segmentChange: null }
    : { flagId: null, change: null, segmentKey: target.key, segmentChange: target.change }
}

/** The same target with another change, which is read by what the target is. */
export function retarget(target: RequestTarget, change: unknown): RequestTarget {
  return target.kind === 'flag'
    ? { ...target, ...parseInput(changeOfFlagSchema, { change }) }
    : { ...target, ...parseInput(changeOfSegmentSchema, { change }) }
}
