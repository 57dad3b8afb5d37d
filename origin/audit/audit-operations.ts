import type { ApiContext } from '../http/api-context.ts'
import { FORGED_CURSOR, pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
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
        const place = { limit: query.limit + 1, beforeId: openPlace(query.cursor) }
        const rows = listAuditEntries(database, scope.project.id, place)
        return { body: toPage(rows, query, { placeOf: ({ entry }) => String(entry.id), viewOf: auditView }) }
      },
    }),
  ]
}

function openPlace(place: string | undefined): number | undefined {
  if (place === undefined) return undefined
  if (!/^\d{1,15}$/.test(place)) throw invalidQuery('cursor', FORGED_CURSOR)
  return Number(place)
}
