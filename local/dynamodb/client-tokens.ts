import { idempotentParameterMismatchException } from './dynamodb-error.ts'

/** As long as the API promises. */
const REMEMBERED_MS = 10 * 60 * 1000

/** Remembers which transactions were done, so that a repeated request does nothing. */
export interface ClientTokens {
  /**
   * Does the work unless the token has seen it succeed. Work that fails may be tried again.
   * @throws DynamoDbError  IdempotentParameterMismatchException when the token came with other parameters
   */
  once(token: string, parameters: string, work: () => Promise<void>): Promise<void>
}

export function createClientTokens(nowMs: () => number): ClientTokens {
  const done = new Map<string, { readonly parameters: string; readonly atMs: number }>()
  return {
    once: async (token, parameters, work) => {
      forgetOlderThan(done, nowMs() - REMEMBERED_MS)
      const earlier = done.get(token)
      if (earlier && earlier.parameters !== parameters) throw idempotentParameterMismatchException()
      if (earlier) return
      await work()
      done.set(token, { parameters, atMs: nowMs() })
    },
  }
}

/** The map's order is the order of time. */
function forgetOlderThan(done: Map<string, { readonly atMs: number }>, limitMs: number): void {
  for (const [token, { atMs }] of done) {
    if (atMs > limitMs) return
    done.delete(token)
  }
}
