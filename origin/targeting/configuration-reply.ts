import * as z from 'zod/mini'
import { bodyProblem } from '../errors/input-problem.ts'
import { inputProblemSchema } from '../errors/problem-schema.ts'
import type { Reply } from '../operations/operation.ts'
import type { ChangedConfiguration } from './configuration-service.ts'
import { configurationMembers, configurationView } from './configuration-view.ts'

export const changedConfigurationSchema = z.strictObject({
  ...configurationMembers,
  /** Where people are placed anew by this change. */
  moves: z.exactOptional(z.array(inputProblemSchema)),
})

/** What every change of a configuration answers. */
export function configurationReply(
  keys: { readonly flag: string; readonly environment: string },
  { row, moves }: ChangedConfiguration,
): Reply<z.infer<typeof changedConfigurationSchema>> {
  const view = configurationView(keys.flag, keys.environment, row)
  const body = moves.length === 0 ? view : { ...view, moves: moves.map(bodyProblem) }
  return { body, version: String(row.version) }
}
