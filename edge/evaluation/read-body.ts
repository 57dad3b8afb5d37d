import { LIMITS } from '../../shared/contracts/limits.ts'

/**
 * Reads a request's body as text, at most `LIMITS.evaluationBodyBytes` of it.
 * @returns `undefined` when the body is too long; then no more than the limit was read
 */
export function readBody(request: Request): Promise<string | undefined> {
  const announced = request.headers.get('content-length')
  // A length that stands alone frames the body: HTTP itself delivers not one byte more. Anything else is counted.
  if (announced === null || request.headers.has('transfer-encoding')) return readCounted(request.body)
  return Number(announced) > LIMITS.evaluationBodyBytes ? Promise.resolve(undefined) : request.text()
}

async function readCounted(body: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  if (body === null) return ''
  const reader = body.getReader()
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
