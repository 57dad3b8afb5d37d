import * as z from 'zod/mini'
import { ERROR_CODES, type Resolution } from '../../shared/contracts/evaluation.ts'
import { type JsonValue, isJsonObject, isJsonValue } from '../../shared/contracts/json.ts'
import type { TraceStep } from '../../shared/evaluation/trace.ts'
import { inputProblemSchema } from '../errors/problem-schema.ts'
import type { FlagDecision } from './decide-flags.ts'
import type { ShownExplanation } from './explain-decision.ts'
import type { DraftPreview } from './preview-draft.ts'

const valueSchema = z.custom<JsonValue>(isJsonValue, 'expected a JSON value')

const resolutionSchema: z.ZodMiniType<Resolution> = z
  .union([
    z.strictObject({
      value: valueSchema,
      variant: z.string(),
      reason: z.enum(['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DEFAULT', 'DISABLED']),
      ruleId: z.exactOptional(z.string()),
    }),
    z.strictObject({ reason: z.literal('DISABLED') }),
    z.strictObject({ reason: z.literal('ERROR'), errorCode: z.enum(ERROR_CODES), errorMessage: z.string() }),
  ])
  .register(z.globalRegistry, { id: 'Resolution' })

export const decisionSchema: z.ZodMiniType<FlagDecision> = z
  .strictObject({ flag: z.string(), resolution: resolutionSchema })
  .register(z.globalRegistry, { id: 'FlagDecision' })

/** Ten kinds of steps, each with members of its own: see docs/explaining.md. */
const stepSchema = z.custom<TraceStep>(isJsonObject).register(z.globalRegistry, {
  id: 'TraceStep',
  override: {
    type: 'object',
    required: ['step', 'steps'],
    properties: {
      step: { type: 'string' },
      steps: { type: 'array', items: { $ref: '#/components/schemas/TraceStep' } },
    },
  },
})

export const explanationSchema: z.ZodMiniType<ShownExplanation> = z.strictObject({
  flag: z.string(),
  version: z.int(),
  resolution: resolutionSchema,
  steps: z.array(stepSchema),
  isTruncated: z.exactOptional(z.literal(true)),
})

export const previewSchema: z.ZodMiniType<DraftPreview> = z.strictObject({
  flag: z.string(),
  version: z.int(),
  changes: z.array(
    z.strictObject({ context: z.int(), flag: z.string(), before: resolutionSchema, after: resolutionSchema }),
  ),
  changedContexts: z.int(),
  totalChanges: z.int(),
  isTruncated: z.exactOptional(z.literal(true)),
  moves: z.array(inputProblemSchema),
})
