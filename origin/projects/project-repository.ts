import { asc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { rememberReads } from '../db/remember-reads.ts'
import { projects } from '../db/schema/projects.ts'

export type Project = typeof projects.$inferSelect

export const findProjectByKey = rememberReads((database, key: string): Project | undefined =>
  projectByKey(database).get({ key }),
)

const projectByKey = prepareOnce((database) =>
  database
    .select()
    .from(projects)
    .where(eq(projects.key, sql.placeholder('key')))
    .prepare(),
)

export function listProjects(database: Queryable): readonly Project[] {
  return database.select().from(projects).orderBy(asc(projects.key)).all()
}

export function insertProject(database: Queryable, project: Project): void {
  database.insert(projects).values(project).run()
}

export function updateProjectName(database: Queryable, { id, name }: Pick<Project, 'id' | 'name'>): void {
  database.update(projects).set({ name }).where(eq(projects.id, id)).run()
}
