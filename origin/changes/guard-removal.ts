import { eq } from 'drizzle-orm'
import type { Transaction } from '../db/open-database.ts'
import { environments } from '../db/schema/environments.ts'
import { OriginError } from '../errors/origin-error.ts'
import { countFlags } from '../flags/flag-repository.ts'
import { MASS_REMOVAL_ACTION, isMassRemoval } from '../publishing/mass-removal.ts'
import type { AuditedAct } from './commit-change.ts'

export interface Removal {
  /** What edges have; `undefined` when it is not known, and then the publisher alone stands guard. */
  readonly servedFlags: number | undefined
  readonly isAllowed: boolean
  /** The version that will carry it. */
  readonly version: number
}

/**
 * Looks, at the end of a change, whether an environment would lose more than half of the flags that its edges have.
 * @returns the act to be audited when it does and may; without this entry the publisher lets no such version out
 */
export function guardRemoval(
  transaction: Transaction,
  environmentId: string,
  { servedFlags, isAllowed, version }: Removal,
): AuditedAct | undefined {
  const environment = transaction.select().from(environments).where(eq(environments.id, environmentId)).get()
  if (environment === undefined || servedFlags === undefined) return undefined
  const { projectId, key } = environment
  const flags = countFlags(transaction, projectId)
  if (!isMassRemoval(servedFlags, flags)) return undefined
  if (!isAllowed) {
    throw new OriginError(
      'mass_removal',
      `of ${servedFlags} flags that the edges of environment ${JSON.stringify(key)} have, ${flags} would be left: ` +
        'allowMassRemoval=true removes them all the same',
      { subject: key },
    )
  }
  const after = { flags, version }
  return { action: MASS_REMOVAL_ACTION, projectId, environmentId, target: key, before: { flags: servedFlags }, after }
}
