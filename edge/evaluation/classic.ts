import type { EvaluationContext, Resolution } from '../../shared/contracts/evaluation.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { Caller } from '../access/authenticate.ts'
import { REFUSAL_HEADERS, REFUSAL_STATUS } from '../access/refusal-status.ts'
import type { Lifetime } from '../runtime.ts'
import type { Verdict } from '../usage/decision.ts'
import { answerJson, rulesetHeaders } from './answer.ts'
import { CLASSIC_REFUSALS } from './classic-answer.ts'
import { type ClassicRequest, readClassicRequest } from './classic-request.ts'
import { failedVerdict, occasionOf, verdictOf } from './decisions.ts'
import type { EvaluationDependencies } from './evaluation-dependencies.ts'
import { locationOf } from './location.ts'
import { servedResolution } from './served-resolution.ts'
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
    const occasion = occasionOf({ caller, source: 'classic', userId: user_id, atMs: nowMs, request })
    const context = classicContext(wanted, caller, request)
    const verdict = judge(flag_name, flag && servedResolution(evaluateFlag(flag, context, nowMs), caller.environment))
    usage.record({ ...occasion, ...verdict }, lifetime)
    const { value, variant, reason } = verdict
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
function judge(flag: string, resolution: Resolution | undefined): Verdict {
  if (resolution === undefined) return failedVerdict(flag, 'FLAG_NOT_FOUND', false)
  if (resolution.reason === 'ERROR') return failedVerdict(flag, resolution.errorCode, false)
  if (!('variant' in resolution)) return { ...verdictOf(flag, resolution), value: false }
  if (typeof resolution.value !== 'boolean') return failedVerdict(flag, 'TYPE_MISMATCH', false)
  return verdictOf(flag, resolution)
}

/** A server may say where the person is; nobody else's word counts. */
function classicContext({ user_id, country }: ClassicRequest, { kind }: Caller, request: Request): EvaluationContext {
  const geo = kind === 'srv' && country !== '' ? { country } : locationOf(request)
  return { targetingKey: user_id, geo }
}
