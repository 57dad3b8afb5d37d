import * as z from 'zod/mini'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { GroupRow } from './group-repository.ts'
import { GROUP_KINDS } from './group-input.ts'
import { shareOf } from './slot.ts'

const rangesSchema = z.readonly(z.array(z.strictObject({ from: z.int(), to: z.int() })))

export const groupMembers = {
  kind: z.enum(GROUP_KINDS),
  key: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  salt: z.string(),
  by: z.nullable(z.string()),
  /** Of a holdout the one of the people who are held out. */
  slots: z.readonly(z.array(z.strictObject({ key: z.string(), share: z.int(), ranges: rangesSchema }))),
  /** The sum of the slots; of a holdout the share of people who are held out. */
  share: z.int(),
  version: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
}

export const groupViewSchema = z.strictObject(groupMembers).register(z.globalRegistry, { id: 'Group' })

export function groupView(group: GroupRow): z.infer<typeof groupViewSchema> {
  return {
    kind: group.kind,
    key: group.key,
    name: group.name,
    description: group.description,
    salt: group.salt,
    by: group.by,
    slots: group.slots.map(({ key, ranges }) => ({ key, share: shareOf(ranges), ranges })),
    share: shareOf(group.slots.flatMap(({ ranges }) => ranges)),
    version: group.version,
    createdAt: timeOf(group.createdAtMs),
    updatedAt: timeOf(group.updatedAtMs),
  }
}
