import type * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import { nameSchema } from './name.ts'

/** A segment's key obeys what a flag's does. */
export const segmentKeySchema: z.ZodMiniType<string> = nameSchema(LIMITS.flagKeyLength)
