import * as z from 'zod/mini'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { differenceSchema } from '../history/describe-difference.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { slugSchema } from '../identities/text-input.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { findEnvironment } from '../projects/environment-repository.ts'
import { compareEnvironments } from './compare-environments.ts'

interface ComparisonQuery extends PageRequest {
  readonly left: string
  readonly right: string
}

const comparisonQuerySchema: z.ZodMiniType<ComparisonQuery> = z.strictObject({
  ...pageParameters,
  left: slugSchema,
  right: slugSchema,
})

const comparisonSchema = z
  .strictObject({
    flag: z.string(),
    leftVersion: z.int(),
    rightVersion: z.int(),
    /** What turns the left configuration into the right one. */
    difference: differenceSchema,
  })
  .register(z.globalRegistry, { id: 'FlagComparison' })

export function comparisonOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'compareEnvironments',
      method: 'get',
      path: '/projects/{project}/comparison',
      tag: 'Promotion',
      summary: 'The flags that do not do the same in two environments, page by page',
      needs: 'viewer',
      query: comparisonQuerySchema,
      errors: ['environment_not_found'],
      status: 200,
      result: pageSchema(comparisonSchema),
      handle: ({ scope: { project }, query }) => {
        const rows = compareEnvironments(database, {
          projectId: project.id,
          leftId: idOf(database, project.id, query.left),
          rightId: idOf(database, project.id, query.right),
          limit: query.limit + 1,
          after: query.cursor,
        })
        return { body: toPage(rows, query, { placeOf: ({ flag }) => flag, viewOf: (row) => row }) }
      },
    }),
  ]
}

function idOf(database: Queryable, projectId: string, key: string): string {
  const environment = findEnvironment(database, projectId, key)
  if (environment !== undefined) return environment.id
  throw new OriginError('environment_not_found', `no environment has the key ${JSON.stringify(key)}`)
}
