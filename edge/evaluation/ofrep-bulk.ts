import type { EvaluationContext, Resolution } from '../../shared/contracts/evaluation.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { Caller } from '../access/authenticate.ts'
import { REFUSAL_HEADERS, REFUSAL_STATUS } from '../access/refusal-status.ts'
import type { Lifetime } from '../runtime.ts'
import { answerJson, answerText, rulesetHeaders } from './answer.ts'
import { decisionOf } from './decisions.ts'
import { entityTag, isMatchedBy } from './etag.ts'
import type { EvaluationDependencies } from './evaluation-dependencies.ts'
import { withLocation } from './location.ts'
import { ofrepRefusal, ofrepResult } from './ofrep-answer.ts'
import { readOfrepRequest } from './ofrep-request.ts'
import { isVisible } from './visible-flag.ts'

/** `POST /ofrep/v1/evaluate/flags`: all flags that the caller may see, for client providers. */
export function createOfrepBulk({ authenticate, usage, runtime }: EvaluationDependencies) {
  const answer = async (caller: Caller, context: EvaluationContext, request: Request, lifetime: Lifetime) => {
    const { environment } = caller
    const nowMs = runtime.nowMs()
    const resolutions = evaluateAll(caller, withLocation(context, caller.kind, request), nowMs)
    const flags = resolutions.map(([key, resolution]) => ofrepResult(key, resolution, caller.kind))
    const { version } = environment.ruleset
    const body = JSON.stringify({ flags, metadata: { version } })
    const ofRuleset = rulesetHeaders(environment, nowMs)
    const userId = context.targetingKey ?? ''
    const decisions = resolutions.map(([flag, resolution]) =>
      decisionOf({ caller, flag, source: 'bulk', userId, atMs: nowMs }, resolution),
    )
    // Another ruleset may be served after this: all that is said of this one was taken before.
    const etag = await entityTag(version, body)
    const headers = { ...ofRuleset, etag }
    // Nothing is handed out, so nothing is counted.
    if (isMatchedBy(request.headers.get('if-none-match'), etag)) return answerText(304, null, headers)
    for (const decision of decisions) usage.record(decision, lifetime)
    return answerText(200, body, headers)
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

function evaluateAll({ kind, environment }: Caller, context: EvaluationContext, nowMs: number) {
  const resolutions: (readonly [key: string, resolution: Resolution])[] = []
  for (const flag of environment.ruleset.allFlags()) {
    if (isVisible(flag, kind)) resolutions.push([flag.key, evaluateFlag(flag, context, nowMs)])
  }
  return resolutions
}
