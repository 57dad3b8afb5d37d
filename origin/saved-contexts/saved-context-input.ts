import * as z from 'zod/mini'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { contextSchema } from '../explaining/explain-input.ts'
import { displayNameSchema } from '../identities/text-input.ts'

export interface NewSavedContext {
  readonly name: string
  readonly context: EvaluationContext
}

export const newSavedContextSchema: z.ZodMiniType<NewSavedContext> = z.strictObject({
  name: displayNameSchema,
  context: contextSchema,
})

/** Members that are absent stay as they are. */
export const savedContextPatchSchema: z.ZodMiniType<Partial<NewSavedContext>> = z
  .strictObject({ name: z.exactOptional(displayNameSchema), context: z.exactOptional(contextSchema) })
  .check(atLeastOneMember)
