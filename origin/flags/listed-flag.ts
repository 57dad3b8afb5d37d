import * as z from 'zod/mini'
import type { ListedFlag } from './flag-index.ts'
import { flagMembers, flagView } from './flag-view.ts'

export const listedFlagSchema = z
  .strictObject({
    ...flagMembers,
    environments: z.readonly(
      z.array(z.strictObject({ environment: z.string(), enabled: z.boolean(), version: z.int() })),
    ),
  })
  .register(z.globalRegistry, { id: 'ListedFlag' })

/** A flag in a list, with its state in every environment. */
export function listedFlagView({ row, environments }: ListedFlag): z.infer<typeof listedFlagSchema> {
  return { ...flagView(row), environments }
}
