import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { rememberReads } from '../db/remember-reads.ts'
import { placeholdersOf, storedForm } from '../db/row-placeholders.ts'
import { configurations } from '../db/schema/configurations.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { type FlagRow, isServed } from '../flags/flag-repository.ts'
import type { ConfigurationPart, FlagPart } from './assemble-flag.ts'
import { defaultConfiguration } from './default-configuration.ts'

export type ConfigurationRow = typeof configurations.$inferSelect

export interface EnvironmentConfiguration {
  readonly environmentKey: string
  readonly configuration: ConfigurationRow
}

export interface FlagInEnvironment {
  readonly flag: FlagRow
  readonly configuration: ConfigurationRow
}

/** There is a row for every pair of flag and environment, so that its absence is a defect. */
export function getConfiguration(database: Queryable, flagId: number, environmentId: string): ConfigurationRow {
  const row = configurationOf(database).get({ flagId, environmentId })
  if (row === undefined) throw new Error(`flag ${flagId} has no configuration in environment ${environmentId}`)
  return row
}

const configurationOf = prepareOnce((database) =>
  database
    .select()
    .from(configurations)
    .where(
      and(
        eq(configurations.flagId, sql.placeholder('flagId')),
        eq(configurations.environmentId, sql.placeholder('environmentId')),
      ),
    )
    .prepare(),
)

/** Of one flag, in all environments, by their keys. */
export function listConfigurations(database: Queryable, flagId: number): readonly EnvironmentConfiguration[] {
  return configurationsOfFlag(database).all({ flagId })
}

const configurationsOfFlag = prepareOnce((database) =>
  database
    .select({ environmentKey: environments.key, configuration: configurations })
    .from(configurations)
    .innerJoin(environments, eq(environments.id, configurations.environmentId))
    .where(eq(configurations.flagId, sql.placeholder('flagId')))
    .orderBy(asc(environments.key))
    .prepare(),
)

/** What people see of a configuration, and where. */
export interface ShownConfiguration extends Pick<
  ConfigurationRow,
  'enabled' | 'offVariant' | 'rules' | 'defaultServe' | 'version' | 'updatedAtMs'
> {
  readonly environmentKey: string
}

/** Of one flag, by its key, in all environments, by theirs; none of a flag that does not live. */
export const findConfigurations = rememberReads(
  (database, projectId: string, key: string): readonly ShownConfiguration[] =>
    configurationsOfKey(database).all({ projectId, key }),
)

/** These columns and no others, and none in an object of its own: the making of values is most of what it costs. */
const configurationsOfKey = prepareOnce((database) =>
  database
    .select({
      environmentKey: environments.key,
      enabled: configurations.enabled,
      offVariant: configurations.offVariant,
      rules: configurations.rules,
      defaultServe: configurations.defaultServe,
      version: configurations.version,
      updatedAtMs: configurations.updatedAtMs,
    })
    .from(flags)
    .innerJoin(configurations, eq(configurations.flagId, flags.id))
    .innerJoin(environments, eq(environments.id, configurations.environmentId))
    .where(
      and(
        eq(flags.projectId, sql.placeholder('projectId')),
        eq(flags.key, sql.placeholder('key')),
        isNull(flags.deletedAtMs),
      ),
    )
    .orderBy(asc(environments.key))
    .prepare(),
)

/** All flags that live, by key, each with its configuration in one environment. */
export function listFlagsIn(
  database: Queryable,
  projectId: string,
  environmentId: string,
): readonly FlagInEnvironment[] {
  return database
    .select({ flag: flags, configuration: configurations })
    .from(flags)
    .innerJoin(configurations, eq(configurations.flagId, flags.id))
    .where(and(eq(flags.projectId, projectId), isServed, eq(configurations.environmentId, environmentId)))
    .orderBy(asc(flags.key))
    .all()
}

export function updateConfiguration(database: Queryable, configuration: ConfigurationRow): void {
  configurationUpdate(database).run(storedForm(configurations, configuration))
}

/** Flag and environment stay: to name them would write their index anew. */
const configurationUpdate = prepareOnce((database) => {
  const { id, flagId: _flagId, environmentId: _environmentId, ...values } = placeholdersOf(configurations)
  return database.update(configurations).set(values).where(eq(configurations.id, id)).prepare()
})

/** For a new environment: a row for every flag of its project, tombstones too, since they may come back. */
export function insertDefaultConfigurations(
  database: Queryable,
  environment: { readonly id: string; readonly projectId: string },
  nowMs: number,
): void {
  for (const flag of database.select().from(flags).where(eq(flags.projectId, environment.projectId)).all()) {
    insertConfiguration(database, flag, environment.id, nowMs)
  }
}

/** For a new flag: a row for every environment of its project. */
export function insertConfigurationsOfFlag(
  database: Queryable,
  flag: FlagPart & { readonly id: number; readonly projectId: string },
  nowMs: number,
): void {
  for (const { id } of database.select().from(environments).where(eq(environments.projectId, flag.projectId)).all()) {
    insertConfiguration(database, flag, id, nowMs)
  }
}

/** Puts a flag back to its defaults in every environment. The versions grow: an old ETag never fits again. */
export function resetConfigurations(
  database: Queryable,
  flag: FlagPart & { readonly id: number },
  nowMs: number,
): void {
  const defaults: ConfigurationPart = defaultConfiguration(flag)
  for (const { configuration } of listConfigurations(database, flag.id)) {
    const version = configuration.version + 1
    updateConfiguration(database, { ...configuration, ...defaults, configured: false, version, updatedAtMs: nowMs })
  }
}

function insertConfiguration(
  database: Queryable,
  flag: FlagPart & { readonly id: number },
  environmentId: string,
  nowMs: number,
): void {
  database
    .insert(configurations)
    .values({ flagId: flag.id, environmentId, ...defaultConfiguration(flag), configured: false, updatedAtMs: nowMs })
    .run()
}
