import * as z from 'zod/mini'
import { type EvaluationContext, parseEvaluationContext } from '../../shared/contracts/evaluation.ts'
import { instantSchema } from '../../shared/contracts/instant-schema.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Instant } from '../../shared/values/instant.ts'
import { type ConfigurationInput, configurationSchema } from '../targeting/configuration-input.ts'

export interface DecideInput {
  readonly context: EvaluationContext
  /** When it is to be decided; now, when absent. */
  readonly at?: Instant
}

export interface ExplainInput extends DecideInput {
  /** A whole configuration to decide by, instead of the one that is stored. */
  readonly draft?: ConfigurationInput
}

export interface PreviewInput {
  readonly configuration: ConfigurationInput
  readonly contexts: readonly EvaluationContext[]
  readonly at?: Instant
}

/** A context as edges read it: not copied, and refused with their words at its place in this body. */
export const contextSchema = z.unknown().check(
  z.check(({ value, issues }) => {
    const read = parseEvaluationContext(value)
    for (const { path, message } of read.ok ? [] : read.problems) {
      // Edges find it under `context`.
      issues.push({ code: 'custom', input: value, path: path.slice(1), message })
    }
  }),
) as unknown as z.ZodMiniType<EvaluationContext>

const decideMembers = { context: contextSchema, at: z.exactOptional(instantSchema) }

export const decideSchema: z.ZodMiniType<DecideInput> = z.strictObject(decideMembers)

export const explainSchema: z.ZodMiniType<ExplainInput> = z.strictObject({
  ...decideMembers,
  draft: z.exactOptional(configurationSchema),
})

export const previewInputSchema: z.ZodMiniType<PreviewInput> = z.strictObject({
  configuration: configurationSchema,
  contexts: z.array(contextSchema).check(z.maxLength(LIMITS.contextsPerPreview)),
  at: z.exactOptional(instantSchema),
})
