import type { ServerResponse } from 'node:http'
import { createFaultyRedisStore } from './faulty-redis-store.ts'
import { answerUnderFault } from '../http/http-fault.ts'
import {
  jsonAnswer,
  startHttpFront,
  type FrontRequest,
  type HttpAnswer,
  type HttpFront,
  type HttpFrontOptions,
} from '../http/http-front.ts'
import { createRedisFaults, type RedisFaults } from './redis-faults.ts'
import type { RedisStore } from './redis-store.ts'
import { streamSubscription } from './subscription-stream.ts'
import { answerUpstashRequest, parseUpstashRequest } from './upstash-request.ts'

export interface RedisFrontOptions extends HttpFrontOptions {
  /** Stays the caller's: closing the front does not close it. */
  readonly store: RedisStore
  readonly token: string
}

export interface RedisFront extends HttpFront {
  /** Strikes commands; subscriptions are left alone. */
  readonly faults: RedisFaults
}

/** Upstash's own limit for a request. */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024
const SUBSCRIBE = '/subscribe/'

/** Serves a store over the Upstash REST protocol, as far as @upstash/redis uses it. */
export async function startRedisFront({ store, token, ...address }: RedisFrontOptions): Promise<RedisFront> {
  const faults = createRedisFaults(store)
  const faultyStore = createFaultyRedisStore(store, faults)

  const handle = async (request: FrontRequest, response: ServerResponse): Promise<void> => {
    const parsed = refuseRequest(request, token) ?? readRequest(request)
    if ('status' in parsed) return answerUnderFault(response, { kind: 'none' }, async () => parsed)
    if ('channel' in parsed) return streamSubscription(response, store, parsed.channel)
    return answerUnderFault(response, faults.http.strike(parsed.commands), () =>
      answerUpstashRequest(parsed, faultyStore),
    )
  }

  return { ...(await startHttpFront(address, handle)), faults: faults.knob }
}

function readRequest(request: FrontRequest): ReturnType<typeof parseUpstashRequest> | { readonly channel: string } {
  if (request.path.startsWith(SUBSCRIBE)) return { channel: decodeURIComponent(request.path.slice(SUBSCRIBE.length)) }
  if (request.method !== 'POST') return jsonAnswer(405, { error: 'ERR only POST is spoken here' })
  return parseUpstashRequest(request)
}

function refuseRequest({ headers, body }: FrontRequest, token: string): HttpAnswer | undefined {
  if (headers.authorization !== `Bearer ${token}`) {
    return jsonAnswer(401, { error: 'WRONGPASS invalid or missing auth token' })
  }
  if (body.length <= MAX_REQUEST_BYTES) return undefined
  const error = `ERR max request size exceeded. Limit: ${MAX_REQUEST_BYTES} bytes, Actual: ${body.length} bytes`
  return jsonAnswer(400, { error })
}
