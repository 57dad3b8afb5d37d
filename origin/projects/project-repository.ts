import { asc, eq } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { projects } from '../db/schema.ts'

export type Project = typeof projects.$inferSelect

export function findProjectByKey(database: Queryable, key: string): Project | undefined {
  return database.select().from(projects).where(eq(projects.key, key)).get()
}

export function listProjects(database: Queryable): readonly Project[] {
  return database.select().from(projects).orderBy(asc(projects.key)).all()
}

export function insertProject(database: Queryable, project: Project): void {
  database.insert(projects).values(project).run()
}
