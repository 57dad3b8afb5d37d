import * as z from 'zod/mini'
import { parseJson } from '../../shared/contracts/json.ts'
import { OriginError } from '../errors/origin-error.ts'
import { existingFlagKeys } from '../flags/flag-repository.ts'
import type { ApiContext } from '../http/api-context.ts'
import { FORGED_CURSOR, type PageRequest, pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { type UnknownFlag, type UnknownFlagReader, compareUnknownFlags } from './read-unknown-flags.ts'

const unknownFlagSchema = z.strictObject({
  key: z.string(),
  count: z.int(),
  firstSeen: timeSchema,
  lastSeen: timeSchema,
})

/** What applications ask for and does not exist: typing errors, flags that were deleted, flags still to be made. */
export function unknownFlagOperations(
  { database, clock }: ApiContext,
  reader: UnknownFlagReader,
): readonly Operation[] {
  return [
    defineOperation({
      id: 'listUnknownFlags',
      method: 'get',
      path: '/projects/{project}/environments/{environment}/unknown-flags',
      tag: 'Usage',
      summary:
        'Flags that applications asked for in the last 30 days and that do not exist, the most wanted first; first and last seen by the hour. `__other__` counts the names that are not kept apart',
      needs: 'viewer',
      query: pageQuerySchema,
      errors: ['usage_unavailable'],
      status: 200,
      result: pageSchema(unknownFlagSchema),
      handle: async ({ scope, query }) => {
        const place = placeOfCursor(query)
        const asked = await read(reader, scope.environment.id, clock())
        const existing = existingFlagKeys(database, scope.project.id)
        const rows = asked
          .filter((flag) => !existing.has(flag.key))
          .filter((flag) => place === undefined || compareUnknownFlags(flag, place) > 0)
        return { body: toPage(rows, query, { placeOf: ({ count, key }) => JSON.stringify([count, key]), viewOf }) }
      },
    }),
  ]
}

const placeSchema = z.tuple([z.int(), z.string()])

function placeOfCursor({ cursor }: PageRequest): { readonly count: number; readonly key: string } | undefined {
  if (cursor === undefined) return undefined
  const json = parseJson(cursor)
  const place = placeSchema.safeParse(json.ok ? json.value : undefined)
  if (!place.success) throw invalidQuery('cursor', FORGED_CURSOR)
  const [count, key] = place.data
  return { count, key }
}

async function read(reader: UnknownFlagReader, environmentId: string, nowMs: number): Promise<readonly UnknownFlag[]> {
  try {
    return await reader.readUnknownFlags(environmentId, nowMs)
  } catch (cause) {
    throw new OriginError('usage_unavailable', 'DynamoDB did not answer', { cause })
  }
}

function viewOf({ key, count, firstSeenAtMs, lastSeenAtMs }: UnknownFlag): z.infer<typeof unknownFlagSchema> {
  return { key, count, firstSeen: timeOf(firstSeenAtMs), lastSeen: timeOf(lastSeenAtMs) }
}
