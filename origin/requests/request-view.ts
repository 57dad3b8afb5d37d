import * as z from 'zod/mini'
import { timeOf, timeOrNull, timeSchema } from '../http/time-schema.ts'
import type { FlagEdit } from '../flags/flag-input.ts'
import type { GroupEdit } from '../groups/group-input.ts'
import type { SegmentPatch } from '../segments/segment-input.ts'
import { REQUEST_STATES, type RequestedChange } from './requested-change.ts'
import type { PlacedRequest } from './request-repository.ts'
import type { RequestTarget } from './request-target.ts'

/** Lists, audit entries and webhooks carry requests: none of them carries 200 000 ids. */
const MOST_IDS_SHOWN = 1_000

type ShownSegmentPatch = SegmentPatch & { readonly includedCount?: number; readonly excludedCount?: number }

type ShownChange = RequestedChange | FlagEdit | ShownSegmentPatch | GroupEdit

export const summaryMembers = {
  id: z.string(),
  /** What it is about: a flag's configuration, a flag in all environments, a segment, or a group. The others are `null`. */
  flag: z.nullable(z.string()),
  flagEverywhere: z.nullable(z.string()),
  segment: z.nullable(z.string()),
  group: z.nullable(z.string()),
  state: z.enum(REQUEST_STATES),
  author: z.string(),
  reason: z.nullable(z.string()),
  /** The version of the configuration, flag, segment or group that was looked at. */
  baseVersion: z.int(),
  /** Of ids only the first thousand, with how many there are. */
  change: z.custom<ShownChange>(),
  applyAt: z.nullable(timeSchema),
  outcome: z.nullable(z.string()),
  version: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
}

export const requestSummarySchema = z.strictObject(summaryMembers).register(z.globalRegistry, { id: 'ChangeRequest' })

export function requestSummary({ request, target }: PlacedRequest): z.infer<typeof requestSummarySchema> {
  const { id, state, author, reason, baseVersion, outcome, version } = request
  return {
    id,
    flag: target.kind === 'flag' ? target.flag.key : null,
    flagEverywhere: target.kind === 'flagEverywhere' ? target.flag.key : null,
    segment: target.kind === 'segment' ? target.key : null,
    group: target.kind === 'group' ? target.key : null,
    state,
    author,
    reason,
    baseVersion,
    change: shownChange(target),
    outcome,
    version,
    applyAt: timeOrNull(request.applyAtMs),
    createdAt: timeOf(request.createdAtMs),
    updatedAt: timeOf(request.updatedAtMs),
  }
}

function shownChange(target: RequestTarget): ShownChange {
  if (target.kind !== 'segment') return target.change
  const { included, excluded, ...rest } = target.change
  return {
    ...rest,
    ...(included === undefined ? {} : { included: included.slice(0, MOST_IDS_SHOWN), includedCount: included.length }),
    ...(excluded === undefined ? {} : { excluded: excluded.slice(0, MOST_IDS_SHOWN), excludedCount: excluded.length }),
  }
}
