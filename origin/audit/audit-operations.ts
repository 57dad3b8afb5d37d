import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { entryPlaceOf, openEntryPlace } from './entry-place.ts'
import { type AuditFilter, listAuditEntries } from './audit-repository.ts'
import { auditView, auditViewSchema } from './audit-view.ts'

const MAX_FILTER_LENGTH = 256

const filterSchema = z.exactOptional(z.string().check(z.minLength(1), z.maxLength(MAX_FILTER_LENGTH)))

const auditQuerySchema: z.ZodMiniType<PageRequest & AuditFilter> = z.strictObject({
  ...pageParameters,
  environment: filterSchema,
  kind: filterSchema,
  target: filterSchema,
})

export function auditOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listAudit',
      method: 'get',
      path: '/projects/{project}/audit',
      tag: 'History',
      summary:
        'Who changed what, newest first; of one environment, of one kind of thing (as actions begin: `flag`, `configuration`), of one thing',
      needs: 'viewer',
      query: auditQuerySchema,
      status: 200,
      result: pageSchema(auditViewSchema),
      handle: ({ scope, query }) => {
        const { limit, cursor, ...filter } = query
        const place = { limit: limit + 1, beforeId: openEntryPlace(cursor), filter }
        const rows = listAuditEntries(database, scope.project.id, place)
        return { body: toPage(rows, query, { placeOf: ({ entry }) => entryPlaceOf(entry), viewOf: auditView }) }
      },
    }),
  ]
}
