import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { CompiledFlag } from '../../shared/evaluation/compile-flag.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { Caller } from '../access/authenticate.ts'
import { REFUSAL_HEADERS, REFUSAL_STATUS } from '../access/refusal-status.ts'
import type { Lifetime } from '../runtime.ts'
import type { Decision } from '../usage/decision.ts'
import { answerJson, rulesetHeaders } from './answer.ts'
import { CLASSIC_REFUSALS } from './classic-answer.ts'
import { type ClassicRequest, readClassicRequest } from './classic-request.ts'
import { type Asked, decisionOf, failedDecision } from './decisions.ts'
import type { EvaluationDependencies } from './evaluation-dependencies.ts'
import { locationOf } from './location.ts'
import { lookForFlag, visibleFlag } from './visible-flag.ts'

/** `GET|POST /evaluate`: the seed's question, answered with a boolean whatever happens to the flag. */
export function createClassic({ authenticate, environments, usage, runtime }: EvaluationDependencies) {
  const evaluate = async (
    { caller, wanted }: { readonly caller: Caller; readonly wanted: ClassicRequest },
    request: Request,
    lifetime: Lifetime,
  ): Promise<Response> => {
    const { user_id, flag_name } = wanted
    if (visibleFlag(caller, flag_name) === undefined) await lookForFlag(caller, flag_name, { environments, lifetime })
    // Nothing is awaited from here on: flag, headers and what is counted are of one ruleset.
    const flag = visibleFlag(caller, flag_name)
    const nowMs = runtime.nowMs()
    const asked: Asked = { caller, flag: flag_name, source: 'classic', userId: user_id, atMs: nowMs }
    const decision = decide(asked, flag, classicContext(wanted, caller, request))
    usage.record(decision, lifetime)
    const { value, variant, reason } = decision
    const { version } = caller.environment.ruleset
    const body = { flag_name, user_id, result: value, variant, reason, version }
    return answerJson(200, body, rulesetHeaders(caller.environment, nowMs))
  }

  return async (request: Request, lifetime: Lifetime): Promise<Response> => {
    const admitted = authenticate(request, lifetime)
    const caller = admitted instanceof Promise ? await admitted : admitted
    if (typeof caller === 'string') {
      return answerJson(REFUSAL_STATUS[caller], CLASSIC_REFUSALS[caller], REFUSAL_HEADERS[caller])
    }
    const read = await readClassicRequest(request)
    if (read.ok) return evaluate({ caller, wanted: read.value }, request, lifetime)
    return answerJson(read.status, read.body, rulesetHeaders(caller.environment, runtime.nowMs()))
  }
}

/** The seed knew true and false: whatever is no boolean is false here, with a reason that says so. */
function decide(asked: Asked, flag: CompiledFlag | undefined, context: EvaluationContext): Decision {
  if (flag === undefined) return failedDecision(asked, 'FLAG_NOT_FOUND', false)
  const resolution = evaluateFlag(flag, context, asked.atMs)
  if (resolution.reason === 'ERROR') return failedDecision(asked, resolution.errorCode, false)
  if (!('variant' in resolution)) return { ...decisionOf(asked, resolution), value: false }
  if (typeof resolution.value !== 'boolean') return failedDecision(asked, 'TYPE_MISMATCH', false)
  return decisionOf(asked, resolution)
}

/** A server may say where the person is; nobody else's word counts. */
function classicContext({ user_id, country }: ClassicRequest, { kind }: Caller, request: Request): EvaluationContext {
  const geo = kind === 'srv' && country !== '' ? { country } : locationOf(request)
  return { targetingKey: user_id, geo }
}
