import * as z from 'zod/mini'
import { slugSchema } from '../identities/text-input.ts'

/** Which groups a rule keeps to: it matches only people of the slot whom the holdout does not hold out. */
export interface GroupReferences {
  readonly group?: SlotReference
  /** The holdout's key. */
  readonly holdout?: string
}

export interface SlotReference {
  /** The exclusion group's. */
  readonly key: string
  readonly slot: string
}

export const groupReferenceMembers = {
  group: z.exactOptional(z.strictObject({ key: slugSchema, slot: slugSchema })),
  holdout: z.exactOptional(slugSchema),
}
