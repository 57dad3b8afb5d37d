import { createHttpForwarder } from '../../local/http/http-forward.ts'
import { type FrontRequest, type HttpAnswer, startHttpFront } from '../../local/http/http-front.ts'
import type { JsonObject, JsonValue } from '../../shared/contracts/json.ts'
import { widenEachObject } from './object-levels.ts'

/** What came of a body to which something was added, at one of its objects. */
export interface Widening {
  readonly operation: string
  readonly pointer: string
  readonly status: number
  /** What the answer says of, as pointers. */
  readonly named: readonly string[]
  readonly isUnchanged: boolean
}

export interface WideningFront {
  readonly url: string
  /** Of requests that were then answered 2xx as they were meant. */
  readonly widenings: () => readonly Widening[]
  /** All that was asked, and answered with 2xx, as texts. */
  readonly said: () => readonly string[]
  /** All that was refused, as texts. */
  readonly refusals: () => readonly string[]
  readonly close: () => Promise<void>
}

interface Behind {
  readonly url: string
  /** The operation that takes a body there, by its id. */
  readonly operationOf: (method: string, path: string) => string | undefined
  /** Everything that a request could change, as one text. */
  readonly fingerprint: () => string
}

/** Stands before an origin, and sends each body first with something added, object by object, and then as it came. */
export async function startWideningFront(
  { url, operationOf, fingerprint }: Behind,
  added: JsonObject,
): Promise<WideningFront> {
  const forwarder = createHttpForwarder(url)
  const widenings: Widening[] = []
  const [said, refusals]: [string[], string[]] = [[], []]
  const forward = async (request: FrontRequest): Promise<HttpAnswer> => {
    const answer = await forwarder.forward(request)
    const text = answer.body.toString()
    if (answer.status >= 400) refusals.push(text)
    else said.push(text, String(answer.headers['set-cookie']), request.body.toString())
    return answer
  }
  const widen = async (operation: string, request: FrontRequest): Promise<readonly Widening[]> => {
    const results: Widening[] = []
    for (const { pointer, body } of widenEachObject(bodyOf(request), added)) {
      const before = fingerprint()
      const answer = await forward({
        ...request,
        headers: { ...request.headers, 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(body)),
      })
      const named = pointersIn(answer.body.toString())
      results.push({ operation, pointer, status: answer.status, named, isUnchanged: fingerprint() === before })
    }
    return results
  }
  const front = await startHttpFront({}, async (request, response) => {
    const operation = operationOf(request.method, request.path.split('?')[0] ?? '')
    const widened = operation === undefined || isCsv(request) ? [] : await widen(operation, request)
    const { status, headers, body } = await forward(request)
    if (status < 300) widenings.push(...widened)
    response.writeHead(status, headers as Record<string, string | string[]>).end(body)
  })
  return {
    url: front.url,
    widenings: () => widenings,
    said: () => said,
    refusals: () => refusals,
    close: async () => {
      await front.close()
      forwarder.close()
    },
  }
}

function isCsv({ headers }: FrontRequest): boolean {
  return headers['content-type']?.startsWith('text/csv') === true
}

/** Without a body counts as with an empty one. */
function bodyOf({ body }: FrontRequest): JsonValue {
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as JsonValue)
}

function pointersIn(text: string): readonly string[] {
  const { problems = [] } = JSON.parse(text) as { readonly problems?: readonly { readonly pointer?: string }[] }
  return problems.flatMap(({ pointer }) => pointer ?? [])
}
