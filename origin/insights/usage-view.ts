import * as z from 'zod/mini'
import { timeSchema } from '../http/time-schema.ts'
import type { UsageReport } from './read-usage.ts'
import { USAGE_STEPS, type UsageStep } from './usage-step.ts'

export interface ShownUsage extends UsageReport {
  readonly environment: string
  readonly from: string
  readonly to: string
  readonly step: UsageStep
}

const countsSchema = z.record(z.string(), z.int())

export const usageSchema: z.ZodMiniType<ShownUsage> = z.strictObject({
  environment: z.string(),
  from: timeSchema,
  to: timeSchema,
  step: z.enum(USAGE_STEPS),
  flags: z.array(
    z.strictObject({
      flag: z.string(),
      total: z.int(),
      buckets: z.array(
        z.strictObject({
          start: timeSchema,
          total: z.int(),
          variants: countsSchema,
          reasons: countsSchema,
          rules: countsSchema,
          sources: countsSchema,
        }),
      ),
    }),
  ),
  dropped: z.int(),
})
