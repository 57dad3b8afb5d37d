import type { EvaluationContext, Resolution } from '../../shared/contracts/evaluation.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { Caller } from '../access/authenticate.ts'
import { REFUSAL_HEADERS, REFUSAL_STATUS } from '../access/refusal-status.ts'
import { isNewerComing } from '../ruleset/environment-state.ts'
import type { Lifetime } from '../runtime.ts'
import { answerJson, answerText, createRulesetHeaders, rulesetHeaders } from './answer.ts'
import { failedVerdict, occasionOf } from './decisions.ts'
import type { EvaluationDependencies } from './evaluation-dependencies.ts'
import { flagKeyInPath } from './flag-key-in-path.ts'
import { keepByAudience } from './kept-by-audience.ts'
import { withLocation } from './location.ts'
import { EXPLANATION_FORBIDDEN, asksForExplanation, explainDecision } from './ofrep-explain.ts'
import { ERROR_STATUS, flagNotFound, ofrepRefusal, ofrepResult } from './ofrep-answer.ts'
import { type OfrepRequest, readOfrepRequest } from './ofrep-request.ts'
import { createFlagOutcomes } from './outcomes.ts'
import { servedResolution } from './served-resolution.ts'
import { lookForFlag, visibleFlag } from './visible-flag.ts'

/** `POST /ofrep/v1/evaluate/flags/{key}`: one flag, for server providers. */
export function createOfrepSingle(dependencies: EvaluationDependencies) {
  const { authenticate, environments, usage, runtime } = dependencies
  const outcomesOf = keepByAudience(createFlagOutcomes)
  const headersOf = createRulesetHeaders()

  const evaluate = async (
    asked: { readonly caller: Caller; readonly key: string; readonly read: OfrepRequest & { readonly ok: true } },
    request: Request,
    lifetime: Lifetime,
  ): Promise<Response> => {
    const { caller, key, read } = asked
    if (visibleFlag(caller, key) === undefined) await lookForFlag(caller, key, { environments, lifetime })
    // Nothing is awaited from here on: flag, headers and what is counted are of one ruleset.
    const flag = visibleFlag(caller, key)
    const nowMs = runtime.nowMs()
    const userId = read.context.targetingKey ?? ''
    const occasion = occasionOf({ caller, source: 'single', userId, atMs: nowMs, request })
    if (flag === undefined) {
      const headers = rulesetHeaders(caller.environment, nowMs)
      if (isNewerComing(caller.environment, nowMs)) return answerNotReady(key, headers)
      usage.record({ ...occasion, ...failedVerdict(key, 'FLAG_NOT_FOUND', null) }, lifetime)
      return answerJson(404, flagNotFound(key), headers)
    }
    const context = flag.readsPlace ? withLocation(read.context, caller.kind, request) : read.context
    const decided = evaluateFlag(flag, context, nowMs)
    const { status, text, verdict } = outcomesOf(flag, caller).of(decided)
    usage.recordKept(occasion, [verdict], lifetime)
    return answerText(status, text, headersOf(caller.environment, nowMs))
  }

  /** Not counted: who asks why looks at a decision, and nobody was served by it. */
  const explain = async (caller: Caller, key: string, context: EvaluationContext, lifetime: Lifetime) => {
    if (visibleFlag(caller, key) === undefined) await lookForFlag(caller, key, { environments, lifetime })
    const nowMs = runtime.nowMs()
    const headers = rulesetHeaders(caller.environment, nowMs)
    const explained = explainDecision(caller.environment.ruleset, key, context, nowMs)
    if (explained === undefined && isNewerComing(caller.environment, nowMs)) return answerNotReady(key, headers)
    if (explained === undefined) return answerJson(404, flagNotFound(key), headers)
    const { explanation } = explained
    const resolution = servedResolution(explained.resolution, caller.environment)
    const body = { ...ofrepResult(key, resolution, caller.kind), explanation }
    return answerJson(statusOf(resolution), body, headers)
  }

  return async (request: Request, lifetime: Lifetime): Promise<Response> => {
    const key = flagKeyInPath(request.url) ?? ''
    const admitted = authenticate(request, lifetime)
    const caller = admitted instanceof Promise ? await admitted : admitted
    if (typeof caller === 'string') {
      return answerJson(REFUSAL_STATUS[caller], { key, ...ofrepRefusal(caller) }, REFUSAL_HEADERS[caller])
    }
    const isExplained = asksForExplanation(request.url)
    if (isExplained && !caller.mayExplain) {
      return answerJson(403, { key, ...EXPLANATION_FORBIDDEN }, rulesetHeaders(caller.environment, runtime.nowMs()))
    }
    const read = await readOfrepRequest(request)
    if (read.ok && isExplained) return explain(caller, key, read.context, lifetime)
    if (read.ok) return evaluate({ caller, key, read }, request, lifetime)
    const { status, errorCode, errorDetails } = read
    return answerJson(status, { key, errorCode, errorDetails }, rulesetHeaders(caller.environment, runtime.nowMs()))
  }
}

/** A flag that was made just now: its ruleset is known of, and slower than a request waits. Nothing was decided, so nothing is counted. */
function answerNotReady(key: string, headers: Readonly<Record<string, string>>): Response {
  const body = { key, ...ofrepRefusal('not_ready') }
  return answerJson(REFUSAL_STATUS.not_ready, body, { ...headers, ...REFUSAL_HEADERS.not_ready })
}

function statusOf(resolution: Resolution): number {
  return resolution.reason === 'ERROR' ? ERROR_STATUS[resolution.errorCode] : 200
}
