import type { Router } from 'express'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import type { Database } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { listFlags } from '../flags/flag-repository.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { findEnvironmentScope } from '../projects/find-scope.ts'
import type { UsageReader, UsageReport } from './read-usage.ts'
import { MAX_FLAGS, type UsageQuery, parseUsageQuery } from './usage-query.ts'

export function addUsageRoutes(router: Router, { database, clock }: ApiContext, usage: UsageReader): void {
  router.get('/projects/:project/environments/:environment/usage', async (request, response) => {
    const { project, environment } = findEnvironmentScope(database, principalOf(response), request.params)
    const flag = request.query['flag'] ?? allFlagKeys(database, project.id)
    const query = parseUsageQuery({ ...request.query, flag }, clock())
    if (!query.ok) throw refusedQuery(query.problems)
    const report = await readUsage(usage, { ...query.value, environmentId: environment.id })
    response.json({
      environment: environment.key,
      from: new Date(query.value.fromMs).toISOString(),
      to: new Date(query.value.toMs).toISOString(),
      step: query.value.step,
      ...report,
    })
  })
}

/** Where no flag is named: all of them, as long as they are few enough for one call. */
function allFlagKeys(database: Database, projectId: string): readonly string[] {
  const flags = listFlags(database, projectId, { limit: MAX_FLAGS + 1, after: undefined, search: undefined })
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

function refusedQuery(problems: readonly Problem[]): OriginError {
  return new OriginError('invalid_input', describeProblems(problems), {
    problems: problems.map(({ path, message }) => ({ parameter: String(path[0]), detail: message })),
  })
}
