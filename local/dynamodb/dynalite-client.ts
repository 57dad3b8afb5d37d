import type { FrontRequest } from '../http/http-front.ts'
import type { HttpForwarder } from '../http/http-forward.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** What one call on dynalite came to. */
export type DynaliteResult =
  | { readonly kind: 'done'; readonly body: JsonObject }
  /** `type` is the error's name without its namespace. */
  | { readonly kind: 'error'; readonly type: string; readonly message: string }

/** Which of the two spellings it is depends on the error. */
interface ErrorBody {
  readonly __type?: string
  readonly message?: string
  readonly Message?: string
}

/** Makes calls of our own on dynalite, in the name of a request that came in. */
export interface DynaliteClient {
  call(operation: string, body: JsonObject): Promise<DynaliteResult>
}

/** @param origin  lends its headers: dynalite wants them signed, and checks no signature */
export function createDynaliteClient(forwarder: HttpForwarder, origin: FrontRequest): DynaliteClient {
  return {
    call: async (operation, body) => {
      const answer = await forwarder.forward({
        ...origin,
        headers: { ...origin.headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
        body: Buffer.from(JSON.stringify(body)),
      })
      const parsed: unknown = JSON.parse(answer.body.toString())
      if (answer.status === 200) return { kind: 'done', body: parsed as JsonObject }
      const { __type = '', message, Message } = parsed as ErrorBody
      const type = __type.replace(/^.*#/u, '')
      return { kind: 'error', type, message: message ?? Message ?? type }
    },
  }
}
