import { type ErrorCode, type EvaluationContext, parseEvaluationContext } from '../../shared/contracts/evaluation.ts'
import { isJsonObject, parseJson } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { readBody } from './read-body.ts'

export type OfrepRequest =
  | { readonly ok: true; readonly context: EvaluationContext }
  | { readonly ok: false; readonly status: number; readonly errorCode: ErrorCode; readonly errorDetails: string }

/** The context of an OFREP call; the single and the bulk one send the same body. */
export async function readOfrepRequest(request: Request): Promise<OfrepRequest> {
  const text = await readBody(request)
  if (text === undefined) {
    const errorDetails = `expected a body of at most ${LIMITS.evaluationBodyBytes} bytes`
    return { ok: false, status: 413, errorCode: 'GENERAL', errorDetails }
  }
  const json = parseJson(text)
  if (!json.ok) {
    return { ok: false, status: 400, errorCode: 'PARSE_ERROR', errorDetails: describeProblems(json.problems) }
  }
  const context = parseEvaluationContext(isJsonObject(json.value) ? json.value['context'] : undefined)
  if (context.ok) return { ok: true, context: context.value }
  return { ok: false, status: 400, errorCode: 'INVALID_CONTEXT', errorDetails: describeProblems(context.problems) }
}
