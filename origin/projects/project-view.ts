import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { Project } from './project-repository.ts'

export const projectViewSchema = z
  .strictObject({ id: z.string(), key: z.string(), name: z.string(), createdAt: timeSchema })
  .register(z.globalRegistry, { id: 'Project' })

export function projectView({ id, key, name, createdAtMs }: Project): z.infer<typeof projectViewSchema> {
  return { id, key, name, createdAt: timeOf(createdAtMs) }
}

/** Names the state of what can be changed. */
export function projectETag({ name }: Project): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16)
}
