import { and, asc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { rememberReads } from '../db/remember-reads.ts'
import { environments } from '../db/schema/environments.ts'

export type Environment = typeof environments.$inferSelect

export const findEnvironment = rememberReads((database, projectId: string, key: string): Environment | undefined =>
  environmentByKey(database).get({ projectId, key }),
)

const environmentByKey = prepareOnce((database) =>
  database
    .select()
    .from(environments)
    .where(and(eq(environments.projectId, sql.placeholder('projectId')), eq(environments.key, sql.placeholder('key'))))
    .prepare(),
)

export function listEnvironments(database: Queryable, projectId: string): readonly Environment[] {
  return database
    .select()
    .from(environments)
    .where(eq(environments.projectId, projectId))
    .orderBy(asc(environments.key))
    .all()
}

export function insertEnvironment(database: Queryable, environment: Environment): void {
  database.insert(environments).values(environment).run()
}

export function updateEnvironment(
  database: Queryable,
  id: string,
  values: Pick<Environment, 'name' | 'protected' | 'settings'>,
): void {
  database.update(environments).set(values).where(eq(environments.id, id)).run()
}
