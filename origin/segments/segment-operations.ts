import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { type Operation, type Reply, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { failRequestsOfSegment } from '../requests/fail-requests.ts'
import { getSegmentHead } from './get-segment.ts'
import { newSegmentSchema, segmentPatchSchema } from './segment-input.ts'
import { type SegmentHead, listSegments } from './segment-repository.ts'
import { createSegment, deleteSegment, patchSegment } from './segment-service.ts'
import { usesOfSegment } from './segment-uses.ts'
import { segmentView, segmentViewSchema } from './segment-view.ts'

const SEGMENTS = '/projects/{project}/environments/{environment}/segments'
const SEGMENT = `${SEGMENTS}/{segment}` as const
const MAX_SEARCH_LENGTH = 256

interface SegmentQuery extends PageRequest {
  readonly search?: string
}

const segmentQuerySchema: z.ZodMiniType<SegmentQuery> = z.strictObject({
  ...pageParameters,
  search: z.exactOptional(z.string().check(z.maxLength(MAX_SEARCH_LENGTH))),
})

const usesSchema = z.strictObject({ flags: z.readonly(z.array(z.string())), segments: z.readonly(z.array(z.string())) })

/** The named sets of people of an environment. */
export function segmentOperations(context: ApiContext): readonly Operation[] {
  return [...readOperations(context), ...changeOperations()]
}

function readOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { method: 'get', tag: 'Segments', needs: 'viewer', status: 200 } as const
  return [
    defineOperation({
      ...facts,
      id: 'listSegments',
      path: SEGMENTS,
      summary:
        'Segments by key, page by page, with the numbers of their ids; search looks into keys, names and descriptions',
      query: segmentQuerySchema,
      result: pageSchema(segmentViewSchema),
      handle: ({ scope, query }) => {
        const { limit, cursor: after, search } = query
        const page = { limit: limit + 1, after, search: search || undefined }
        const rows = listSegments(database, scope.environment.id, page)
        return { body: toPage(rows, query, { placeOf: ({ key }) => key, viewOf: segmentView }) }
      },
    }),
    defineOperation({
      ...facts,
      id: 'getSegment',
      path: SEGMENT,
      summary: 'A segment, without its ids',
      errors: ['segment_not_found'],
      result: segmentViewSchema,
      handle: ({ scope, params }) => versioned(getSegmentHead(database, scope.environment.id, params.segment)),
    }),
    defineOperation({
      ...facts,
      id: 'listSegmentUses',
      path: `${SEGMENT}/uses`,
      summary: 'The flags and segments that refer to a segment',
      errors: ['segment_not_found'],
      result: usesSchema,
      handle: ({ scope, params }) => {
        const { key } = getSegmentHead(database, scope.environment.id, params.segment)
        return { body: usesOfSegment(database, scope.environment.id, key) }
      },
    }),
  ]
}

function changeOperations(): readonly Operation[] {
  const facts = { tag: 'Segments', needs: 'editor' } as const
  return [
    defineOperation({
      ...facts,
      id: 'createSegment',
      method: 'post',
      path: SEGMENTS,
      summary: 'Makes a segment in one environment',
      body: newSegmentSchema,
      errors: ['segment_exists', 'too_many_segments'],
      status: 201,
      result: segmentViewSchema,
      handle: async ({ scope, body, commit }) =>
        versioned(await commit((change) => createSegment(change, scope, body))),
    }),
    defineOperation({
      ...facts,
      id: 'updateSegment',
      method: 'patch',
      path: SEGMENT,
      summary: 'Changes a segment; members that are absent stay as they are',
      ifMatch: 'required',
      body: segmentPatchSchema,
      errors: ['segment_not_found', 'approval_required'],
      status: 200,
      result: segmentViewSchema,
      handle: async ({ scope, params, precondition, body: patch, commit }) => {
        const order = { key: params.segment, precondition, patch }
        return versioned(await commit((change) => patchSegment(change, scope, order)))
      },
    }),
    defineEmptyOperation({
      ...facts,
      id: 'deleteSegment',
      method: 'delete',
      path: SEGMENT,
      summary: 'Deletes a segment that nothing refers to',
      ifMatch: 'required',
      errors: ['segment_not_found', 'segment_is_used'],
      status: 204,
      handle: ({ scope, params, precondition, commit }) =>
        commit((change) => {
          deleteSegment(change, scope, { key: params.segment, precondition })
          failRequestsOfSegment(change, scope, params.segment)
        }),
    }),
  ]
}

function versioned(segment: SegmentHead): Reply<z.infer<typeof segmentViewSchema>> {
  return { body: segmentView(segment), version: String(segment.version) }
}
