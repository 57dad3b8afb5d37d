import { LIMITS } from '../../shared/contracts/limits.ts'

/**
 * Reads a request's body as text, at most `LIMITS.evaluationBodyBytes` of it. What announces more is not read at all,
 * and bytes are counted as they come, whatever was announced.
 * @returns `undefined` when the body is too long
 */
export async function readBody(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length')) > LIMITS.evaluationBodyBytes) return undefined
  if (request.body === null) return ''
  const reader = request.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > LIMITS.evaluationBodyBytes) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}
