import * as z from 'zod/mini'
import { parsed } from '../../shared/contracts/parse-result.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Page, type PageRequest, pageParameters, toPage } from '../http/page.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { getSegment } from './get-segment.ts'
import { readCsvIds } from './csv-ids.ts'
import { idListsSchema } from './segment-input.ts'
import { patchSegment } from './segment-service.ts'
import { segmentView, segmentViewSchema } from './segment-view.ts'

const IDS = '/projects/{project}/environments/{environment}/segments/{segment}/ids'

type IdList = 'included' | 'excluded'

interface IdQuery extends PageRequest {
  readonly list: IdList
}

const listParameter = { list: z._default(z.enum(['included', 'excluded']), 'included') }

const idQuerySchema: z.ZodMiniType<IdQuery> = z.strictObject({
  ...pageParameters,
  ...listParameter,
})

const csvQuerySchema: z.ZodMiniType<{ readonly list: IdList }> = z.strictObject(listParameter)

const idPageSchema: z.ZodMiniType<Page<string>> = z.strictObject({
  items: z.array(z.string()),
  nextCursor: z.exactOptional(z.string()),
})

/** The ids that a segment lists. */
export function segmentIdOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { path: IDS, tag: 'Segments', status: 200, errors: ['segment_not_found'] } as const
  return [
    defineOperation({
      ...facts,
      id: 'listSegmentIds',
      method: 'get',
      summary: 'The ids that are included or excluded, page by page',
      needs: 'viewer',
      query: idQuerySchema,
      result: idPageSchema,
      handle: ({ scope, params, query }) => {
        const segment = getSegment(database, scope.environment.id, params.segment)
        const ids = segment[query.list]
        const start = placeBehind(ids, query.cursor)
        const rows = ids.slice(start, start + query.limit + 1)
        const body = toPage(rows, query, { placeOf: (id) => id, viewOf: (id) => id })
        return { body, version: String(segment.version) }
      },
    }),
    defineOperation({
      ...facts,
      id: 'replaceSegmentIds',
      method: 'put',
      summary:
        'Replaces the lists of ids; a list that is absent stays as it is. Of text/csv the query says which list it is',
      needs: 'editor',
      ifMatch: 'required',
      query: csvQuerySchema,
      body: idListsSchema,
      csv: (csv, { list }) => {
        const ids = readCsvIds(csv)
        return ids.ok ? parsed({ [list]: ids.value }) : ids
      },
      errors: ['segment_not_found', 'approval_required'],
      result: segmentViewSchema,
      handle: async ({ scope, params, precondition, body: patch, commit }) => {
        const order = { key: params.segment, precondition, patch }
        const segment = await commit((change) => patchSegment(change, scope, order))
        return { body: segmentView(segment), version: String(segment.version) }
      },
    }),
  ]
}

/** They are sorted: a page goes on behind an id also when that one is gone. */
function placeBehind(ids: readonly string[], cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const place = ids.findIndex((id) => id > cursor)
  return place < 0 ? ids.length : place
}
