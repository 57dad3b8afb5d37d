import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { configurations } from '../db/schema/configurations.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { type FlagRow, isServed } from '../flags/flag-repository.ts'
import type { Environment } from '../projects/environment-repository.ts'
import type { FlagInEnvironment } from './configuration-repository.ts'

export interface FlagSomewhere extends FlagInEnvironment {
  readonly environmentKey: string
}

/** Well below the number of variables that SQLite takes in one statement. */
const KEYS_PER_QUERY = 500

/** Those of the named flags that live, with what they do in one environment. */
export function findFlagsIn(
  database: Queryable,
  { id, projectId }: Pick<Environment, 'id' | 'projectId'>,
  keys: readonly string[],
): readonly FlagInEnvironment[] {
  const found: FlagInEnvironment[] = []
  for (let i = 0; i < keys.length; i += KEYS_PER_QUERY) {
    const isNamed = and(eq(flags.projectId, projectId), inArray(flags.key, keys.slice(i, i + KEYS_PER_QUERY)))
    found.push(...select(database, and(eq(configurations.environmentId, id), isNamed)).all())
  }
  return found
}

/** All flags that have a prerequisite in an environment, by key. */
export function listFlagsWithNeeds(database: Queryable, environmentId: string): readonly FlagInEnvironment[] {
  return select(database, and(eq(configurations.environmentId, environmentId), mentions('"flag":'))).all()
}

/** All flags that refer to a segment in an environment, be it a group's, by key. */
export function listFlagsWithSegments(database: Queryable, environmentId: string): readonly FlagInEnvironment[] {
  const refers = or(mentions('"segment":'), mentionsGroup())
  return select(database, and(eq(configurations.environmentId, environmentId), refers)).all()
}

/** All flags that refer to a group, in every environment of a project. */
export function listFlagsWithGroups(database: Queryable, projectId: string): readonly FlagSomewhere[] {
  return select(database, and(eq(flags.projectId, projectId), mentionsGroup())).all()
}

/** Whether any flag of an environment has this one as a prerequisite. */
export function isNeededIn(database: Queryable, environmentId: string, key: string): boolean {
  const place = and(eq(configurations.environmentId, environmentId), needs(key))
  return select(database, place).limit(1).get() !== undefined
}

/** The flags that have this one as a prerequisite, in every environment of its project; all, unless told how many. */
export function listFlagsNeeding(
  database: Queryable,
  { projectId, key }: Pick<FlagRow, 'projectId' | 'key'>,
  limit?: number,
): readonly FlagSomewhere[] {
  const query = select(database, and(eq(flags.projectId, projectId), needs(key)))
  return limit === undefined ? query.all() : query.limit(limit).all()
}

/**
 * Looks at the rules without parsing them: of 10 000 flags only those that have prerequisites are read. Rules are
 * stored as `JSON.stringify` writes them, and inside of a text a quote is escaped: this is always the property of an
 * object, and only a prerequisite has one named `flag`, only a test of membership one named `segment`, only a rule one
 * named `group` or `holdout`.
 */
function mentions(property: string) {
  return sql`instr(${configurations.rules}, ${property}) > 0`
}

function mentionsGroup() {
  return or(mentions('"group":'), mentions('"holdout":'))
}

function needs(key: string) {
  return mentions(`"flag":${JSON.stringify(key)}`)
}

function select(database: Queryable, condition: ReturnType<typeof and>) {
  return database
    .select({ flag: flags, configuration: configurations, environmentKey: environments.key })
    .from(configurations)
    .innerJoin(flags, eq(flags.id, configurations.flagId))
    .innerJoin(environments, eq(environments.id, configurations.environmentId))
    .where(and(isServed, condition))
    .orderBy(asc(flags.key), asc(environments.key))
}
