import * as z from 'zod/mini'
import type { FlagRow } from './flag-repository.ts'
import type { StateInEnvironment } from './flag-states.ts'
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
export function listedFlagView(
  flag: FlagRow,
  states: ReadonlyMap<number, readonly StateInEnvironment[]>,
): z.infer<typeof listedFlagSchema> {
  return { ...flagView(flag), environments: states.get(flag.id) ?? [] }
}
