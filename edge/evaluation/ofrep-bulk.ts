import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { Caller } from '../access/authenticate.ts'
import { REFUSAL_HEADERS, REFUSAL_STATUS } from '../access/refusal-status.ts'
import type { Lifetime } from '../runtime.ts'
import { answerJson, answerText, createRulesetHeaders, rulesetHeaders } from './answer.ts'
import { type BulkPiece, createBulkPlan } from './bulk-plan.ts'
import { occasionOf } from './decisions.ts'
import { entityTag, isMatchedBy } from './etag.ts'
import type { EvaluationDependencies } from './evaluation-dependencies.ts'
import { keepByAudience } from './kept-by-audience.ts'
import { withLocation } from './location.ts'
import { ofrepRefusal } from './ofrep-answer.ts'
import { readOfrepRequest } from './ofrep-request.ts'

/** `POST /ofrep/v1/evaluate/flags`: all flags that the caller may see, for client providers. */
export function createOfrepBulk({ authenticate, usage, runtime }: EvaluationDependencies) {
  const planOf = keepByAudience(createBulkPlan)
  const headersOf = createRulesetHeaders()

  const answer = (caller: Caller, context: EvaluationContext, request: Request, lifetime: Lifetime): Response => {
    const { environment, kind } = caller
    const { ruleset } = environment
    const nowMs = runtime.nowMs()
    const plan = planOf(ruleset, caller)
    const placed = plan.readsPlace ? withLocation(context, kind, request) : context
    const { pieces, verdicts } = plan.decide(placed, nowMs)
    const etag = entityTag(ruleset.version, pieces)
    const headers = headersOf(environment, nowMs)
    headers.set('etag', etag)
    // Nothing is handed out, so nothing is counted.
    if (isMatchedBy(request.headers.get('if-none-match'), etag)) return answerText(304, null, headers)
    const occasion = occasionOf({ caller, source: 'bulk', userId: context.targetingKey ?? '', atMs: nowMs, request })
    usage.recordKept(occasion, verdicts, lifetime)
    return answerText(200, bulkText(ruleset.version, pieces), headers)
  }

  return async (request: Request, lifetime: Lifetime): Promise<Response> => {
    const admitted = authenticate(request, lifetime)
    const caller = admitted instanceof Promise ? await admitted : admitted
    if (typeof caller === 'string') {
      return answerJson(REFUSAL_STATUS[caller], ofrepRefusal(caller), REFUSAL_HEADERS[caller])
    }
    const read = await readOfrepRequest(request)
    if (read.ok) return answer(caller, read.context, request, lifetime)
    const { status, errorCode, errorDetails } = read
    return answerJson(status, { errorCode, errorDetails }, rulesetHeaders(caller.environment, runtime.nowMs()))
  }
}

/** Put together piece by piece: faster here than a join, and nobody needs the pieces in an array. */
function bulkText(version: number, pieces: readonly BulkPiece[]): string {
  let text = '{"flags":['
  for (const piece of pieces) text += piece.text
  return `${text}],"metadata":{"version":${version}}}`
}
