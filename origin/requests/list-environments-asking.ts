import { and, eq, isNotNull } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { changeRequests } from '../db/schema/change-requests.ts'

/** The ids of the environments where an open request says what a flag is to do. */
export function listEnvironmentsAsking(database: Queryable, flagId: number): readonly string[] {
  const isAbout = and(eq(changeRequests.flagId, flagId), isNotNull(changeRequests.change))
  return database
    .selectDistinct({ environmentId: changeRequests.environmentId })
    .from(changeRequests)
    .where(and(eq(changeRequests.state, 'open'), isAbout))
    .all()
    .map(({ environmentId }) => environmentId)
}
