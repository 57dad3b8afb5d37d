import * as z from 'zod/mini'
import { conditionSchema } from '../../shared/contracts/condition.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { SegmentHead } from './segment-repository.ts'

export const segmentViewSchema = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    description: z.nullable(z.string()),
    by: z.nullable(z.string()),
    includedCount: z.int(),
    excludedCount: z.int(),
    rules: z.readonly(z.array(conditionSchema)),
    version: z.int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .register(z.globalRegistry, { id: 'Segment' })

/** A segment as people see it; its ids are looked at page by page. */
export function segmentView(segment: SegmentHead): z.infer<typeof segmentViewSchema> {
  return {
    key: segment.key,
    name: segment.name,
    description: segment.description,
    by: segment.by,
    includedCount: segment.includedCount,
    excludedCount: segment.excludedCount,
    rules: segment.rules,
    version: segment.version,
    createdAt: timeOf(segment.createdAtMs),
    updatedAt: timeOf(segment.updatedAtMs),
  }
}
