import * as z from 'zod/mini'
import type { Database } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { listFlags } from '../flags/flag-repository.ts'
import type { ApiContext } from '../http/api-context.ts'
import { refusedQuery } from '../http/query.ts'
import { timeOf } from '../http/time-schema.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import type { UsageReader, UsageReport } from './read-usage.ts'
import { MAX_FLAGS, type UsageQuery, parseUsageQuery } from './usage-query.ts'
import { usageSchema } from './usage-view.ts'

interface GivenQuery {
  readonly flag?: string | readonly string[]
  readonly from?: string
  readonly to?: string
  readonly step?: string
  readonly source?: string | readonly string[]
}

/** What the parameters mean depends on the clock, and is for `parseUsageQuery` to say. */
const querySchema: z.ZodMiniType<GivenQuery> = z.strictObject({
  flag: z.exactOptional(z.union([z.string(), z.array(z.string())])),
  from: z.exactOptional(z.string()),
  to: z.exactOptional(z.string()),
  step: z.exactOptional(z.string()),
  source: z.exactOptional(z.union([z.string(), z.array(z.string())])),
})

export function usageOperations({ database, clock }: ApiContext, usage: UsageReader): readonly Operation[] {
  return [
    defineOperation({
      id: 'readUsage',
      method: 'get',
      path: '/projects/{project}/environments/{environment}/usage',
      tag: 'Usage',
      summary: 'What was decided, counted: by variant, reason, rule and source, over time',
      needs: 'viewer',
      query: querySchema,
      errors: ['usage_unavailable'],
      status: 200,
      result: usageSchema,
      handle: async ({ scope, query }) => {
        const flag = query.flag ?? (await allFlagKeys(database, scope.project.id))
        const parsed = parseUsageQuery({ ...query, flag }, clock())
        if (!parsed.ok) throw refusedQuery(parsed.problems)
        const { fromMs, toMs, step } = parsed.value
        const report = await readUsage(usage, { ...parsed.value, environmentId: scope.environment.id })
        return {
          body: { environment: scope.environment.key, from: timeOf(fromMs), to: timeOf(toMs), step, ...report },
        }
      },
    }),
  ]
}

/** Where no flag is named: all of them, as long as they are few enough for one call. */
async function allFlagKeys(database: Database, projectId: string): Promise<readonly string[]> {
  const flags = await listFlags(database, projectId, { limit: MAX_FLAGS + 1, after: undefined, search: undefined })
  if (flags.length <= MAX_FLAGS) return flags.map(({ key }) => key)
  const message = `required: the project has more than ${MAX_FLAGS} flags`
  throw refusedQuery([{ path: ['flag'], message }])
}

async function readUsage(usage: UsageReader, query: UsageQuery & { environmentId: string }): Promise<UsageReport> {
  try {
    return await usage.readUsage(query)
  } catch (cause) {
    throw new OriginError('usage_unavailable', 'DynamoDB did not answer', { cause })
  }
}
