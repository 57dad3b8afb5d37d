import * as z from 'zod/mini'
import { timeSchema } from '../http/time-schema.ts'
import { ERRORS } from './origin-error.ts'

/** One thing that is wrong in a request; see `InputProblem`. */
export const inputProblemSchema = z
  .union([
    z.strictObject({ pointer: z.string(), detail: z.string() }),
    z.strictObject({ parameter: z.string(), detail: z.string() }),
  ])
  .register(z.globalRegistry, { id: 'InputProblem' })

/** RFC 9457, as every refusal is written. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERRORS)),
    detail: z.exactOptional(z.string()),
    problems: z.exactOptional(z.array(inputProblemSchema)),
    currentVersion: z.exactOptional(z.string()),
    changedBy: z.exactOptional(z.string()),
    changedAt: z.exactOptional(timeSchema),
  })
  .register(z.globalRegistry, { id: 'Problem' })
