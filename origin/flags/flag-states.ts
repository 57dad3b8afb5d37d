import { asc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
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
  const rows = statesOfFlags(database).all({ flagIds: JSON.stringify(flagIds) })
  const states = new Map<number, StateInEnvironment[]>()
  for (const { flagId, ...state } of rows) {
    const known = states.get(flagId)
    if (known === undefined) states.set(flagId, [state])
    else known.push(state)
  }
  return states
}

const statesOfFlags = prepareOnce((database) =>
  database
    .select({
      flagId: configurations.flagId,
      environment: environments.key,
      enabled: configurations.enabled,
      version: configurations.version,
    })
    .from(configurations)
    .innerJoin(environments, eq(environments.id, configurations.environmentId))
    .where(sql`${configurations.flagId} IN (SELECT value FROM json_each(${sql.placeholder('flagIds')}))`)
    .orderBy(asc(environments.key))
    .prepare(),
)
