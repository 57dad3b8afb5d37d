import type { ApiContext } from '../http/api-context.ts'
import { pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { entryPlaceOf, openEntryPlace } from './entry-place.ts'
import { listAuditEntries } from './audit-repository.ts'
import { auditView, auditViewSchema } from './audit-view.ts'

export function auditOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listAudit',
      method: 'get',
      path: '/projects/{project}/audit',
      tag: 'History',
      summary: 'Who changed what, newest first',
      needs: 'viewer',
      query: pageQuerySchema,
      status: 200,
      result: pageSchema(auditViewSchema),
      handle: ({ scope, query }) => {
        const place = { limit: query.limit + 1, beforeId: openEntryPlace(query.cursor) }
        const rows = listAuditEntries(database, scope.project.id, place)
        return { body: toPage(rows, query, { placeOf: ({ entry }) => entryPlaceOf(entry), viewOf: auditView }) }
      },
    }),
  ]
}
