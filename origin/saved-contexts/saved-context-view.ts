import * as z from 'zod/mini'
import { contextSchema } from '../explaining/explain-input.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { SavedContext } from './saved-context-repository.ts'

export const savedContextViewSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    context: contextSchema,
    version: z.int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .register(z.globalRegistry, { id: 'SavedContext' })

export function savedContextView(row: SavedContext): z.infer<typeof savedContextViewSchema> {
  const { id, name, context, version, createdAtMs, updatedAtMs } = row
  return { id, name, context, version, createdAt: timeOf(createdAtMs), updatedAt: timeOf(updatedAtMs) }
}
