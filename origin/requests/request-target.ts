import * as z from 'zod/mini'
import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { Change } from '../changes/commit-change.ts'
import type { changeRequests } from '../db/schema/change-requests.ts'
import { parseInput } from '../errors/parse-input.ts'
import { settleFlagEdit } from '../flags/draft-flag-edit.ts'
import { type FlagEdit, flagEditSchema } from '../flags/flag-input.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import { settleGroupEdit } from '../groups/draft-group.ts'
import { type GroupEdit, groupEditSchema } from '../groups/group-input.ts'
import { segmentPatchSchema, type SegmentPatch } from '../segments/segment-input.ts'
import { configurationPatchSchema } from '../targeting/configuration-input.ts'
import type { RequestedChange } from './requested-change.ts'

export type RequestTarget = FlagTarget | FlagEverywhereTarget | SegmentTarget | GroupTarget

/** What a flag does in the environment of the request. */
export interface FlagTarget {
  readonly kind: 'flag'
  readonly flag: FlagRow
  readonly change: RequestedChange
}

/** What it is in all environments. */
export interface FlagEverywhereTarget {
  readonly kind: 'flagEverywhere'
  readonly flag: FlagRow
  readonly change: FlagEdit
}

/** Only named: its requests are kept when it is gone. */
export interface SegmentTarget {
  readonly kind: 'segment'
  readonly key: string
  readonly change: SegmentPatch
}

/** Only named, too. It is the project's: what is asked for in one environment concerns all that refer to it. */
export interface GroupTarget {
  readonly kind: 'group'
  readonly key: string
  readonly change: GroupEdit
}

type TargetColumns = Pick<
  typeof changeRequests.$inferSelect,
  'flagId' | 'change' | 'flagEdit' | 'segmentKey' | 'segmentChange' | 'groupKey' | 'groupChange'
>

/** In the request body the change is a member: problems point there. */
const changeOfFlagSchema = z.strictObject({ change: configurationPatchSchema })
const changeOfFlagEverywhereSchema = z.strictObject({ change: flagEditSchema })
const changeOfSegmentSchema = z.strictObject({ change: segmentPatchSchema })
const changeOfGroupSchema = z.strictObject({ change: groupEditSchema })

const NONE = {
  flagId: null,
  change: null,
  flagEdit: null,
  segmentKey: null,
  segmentChange: null,
  groupKey: null,
  groupChange: null,
} as const

export function targetOf(row: TargetColumns & { readonly id: string }, flag: FlagRow | null): RequestTarget {
  const { id, change, flagEdit, segmentKey, segmentChange, groupKey, groupChange } = row
  if (flag !== null && change !== null) return { kind: 'flag', flag, change }
  if (flag !== null && flagEdit !== null) return { kind: 'flagEverywhere', flag, change: flagEdit }
  if (segmentKey !== null && segmentChange !== null) return { kind: 'segment', key: segmentKey, change: segmentChange }
  if (groupKey !== null && groupChange !== null) return { kind: 'group', key: groupKey, change: groupChange }
  throw new Error(`the request ${id} is about nothing`)
}

export function columnsOf(target: RequestTarget): TargetColumns {
  switch (target.kind) {
    case 'flag':
      return { ...NONE, flagId: target.flag.id, change: target.change }
    case 'flagEverywhere':
      return { ...NONE, flagId: target.flag.id, flagEdit: target.change }
    case 'segment':
      return { ...NONE, segmentKey: target.key, segmentChange: target.change }
    case 'group':
      return { ...NONE, groupKey: target.key, groupChange: target.change }
    default:
      return assertNever(target)
  }
}

/** The same target with another change, which is read by what the target is. */
export function retarget(target: RequestTarget, change: unknown, { drawId }: Pick<Change, 'drawId'>): RequestTarget {
  switch (target.kind) {
    case 'flag':
      return { ...target, ...parseInput(changeOfFlagSchema, { change }) }
    case 'flagEverywhere': {
      const { change: asked } = parseInput(changeOfFlagEverywhereSchema, { change })
      return { ...target, change: settleFlagEdit(asked, drawId) }
    }
    case 'segment':
      return { ...target, ...parseInput(changeOfSegmentSchema, { change }) }
    case 'group':
      return { ...target, change: settleGroupEdit(parseInput(changeOfGroupSchema, { change }).change, drawId) }
    default:
      return assertNever(target)
  }
}
