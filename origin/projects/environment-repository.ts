import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { environments } from '../db/schema.ts'

export type Environment = typeof environments.$inferSelect

export function findEnvironment(database: Queryable, projectId: string, key: string): Environment | undefined {
  return database
    .select()
    .from(environments)
    .where(and(eq(environments.projectId, projectId), eq(environments.key, key)))
    .get()
}

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
