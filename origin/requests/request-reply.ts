import * as z from 'zod/mini'
import type { Queryable } from '../db/open-database.ts'
import { differenceSchema } from '../history/describe-difference.ts'
import type { ApiContext } from '../http/api-context.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { Reply } from '../operations/operation.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { listSavedContexts } from '../saved-contexts/saved-context-repository.ts'
import { idChangesSchema } from './id-changes.ts'
import { listConcerned } from './list-concerned.ts'
import { missingApprovals } from './missing-approvals.ts'
import { type PlacedRequest, listApprovals } from './request-repository.ts'
import { requestSummary, summaryMembers } from './request-view.ts'
import { showTarget } from './show-target.ts'
import { syntheticKeysFor, weighChange } from './weigh-change.ts'

export const requestSchema = z.strictObject({
  ...summaryMembers,
  /** From the configuration, flag, segment or group of now to the one that was asked for. */
  difference: differenceSchema,
  /** Of a segment: who would come into its lists, and who would go. */
  ids: z.nullable(idChangesSchema),
  /** The flags that may answer something else: the one it is about, or all that use the segment or group, and those that need them. */
  concerned: z.readonly(z.array(z.string())),
  /** Of a group, and of a flag everywhere: the other environments that use it, where the same holds as soon as it is applied. */
  elsewhere: z.array(
    z.strictObject({ environment: z.string(), isProtected: z.boolean(), flags: z.readonly(z.array(z.string())) }),
  ),
  /** Whether the same thing was changed since the request was written: then it cannot be applied. */
  isConflicting: z.boolean(),
  approvals: z.array(z.strictObject({ actor: z.string(), at: timeSchema })),
  missingApprovals: z.int(),
  weighed: z.strictObject({
    syntheticKeys: z.int(),
    contexts: z.readonly(
      z.array(z.strictObject({ id: z.string(), name: z.string(), changes: z.boolean(), changedKeys: z.int() })),
    ),
  }),
})

/** A request with what it would change now, and for whom. */
export async function replyWithRequest(
  { database, clock, drawId }: ApiContext,
  scope: EnvironmentScope,
  placed: PlacedRequest,
): Promise<Reply<z.infer<typeof requestSchema>>> {
  const { request, target } = placed
  const nowMs = clock()
  const shown = showTarget({ database, scope, moment: { nowMs, drawId } }, target)
  const approvals = listApprovals(database, request.id)
  const contexts = shown === undefined ? [] : listSavedContexts(database, scope.project.id)
  return {
    body: {
      ...requestSummary(placed),
      difference: shown?.difference ?? [],
      ids: shown?.ids ?? null,
      concerned: shown?.both.flagKeys ?? [],
      elsewhere: elsewhere(database, scope, placed),
      isConflicting: request.state === 'open' && shown?.version !== request.baseVersion,
      approvals: approvals.map(({ actor, atMs }) => ({ actor, at: timeOf(atMs) })),
      missingApprovals: missingApprovals(database, scope, placed),
      weighed: {
        syntheticKeys: shown === undefined ? 0 : syntheticKeysFor(shown.both),
        contexts: shown === undefined ? [] : await weighChange(shown.both, contexts, nowMs),
      },
    },
    version: String(request.version),
  }
}

function elsewhere(database: Queryable, scope: EnvironmentScope, { target }: PlacedRequest) {
  return listConcerned(database, scope, target).map(({ environment, flags }) => ({
    environment: environment.key,
    isProtected: environment.protected,
    flags,
  }))
}
