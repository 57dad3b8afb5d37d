import { asc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { configurations, environments } from '../db/schema.ts'

/** What a list says of a flag in one environment. */
export interface StateInEnvironment {
  readonly environment: string
  readonly enabled: boolean
  /** Of the configuration, for `If-Match`. */
  readonly version: number
}

/** Of several flags at once, by flag, each by the environment's key. */
export function listStates(
  database: Queryable,
  flagIds: readonly number[],
): ReadonlyMap<number, readonly StateInEnvironment[]> {
  const rows = database
    .select({
      flagId: configurations.flagId,
      environment: environments.key,
      enabled: configurations.enabled,
      version: configurations.version,
    })
    .from(configurations)
    .innerJoin(environments, eq(environments.id, configurations.environmentId))
    .where(inArray(configurations.flagId, [...flagIds]))
    .orderBy(asc(environments.key))
    .all()
  const states = new Map<number, StateInEnvironment[]>()
  for (const { flagId, ...state } of rows) {
    const known = states.get(flagId)
    if (known === undefined) states.set(flagId, [state])
    else known.push(state)
  }
  return states
}
