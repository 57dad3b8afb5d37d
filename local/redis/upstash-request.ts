import { jsonAnswer, type FrontRequest, type HttpAnswer } from '../http/http-front.ts'
import { RedisError, type RedisCommand, type RedisOutcome, type RedisStore } from './redis-store.ts'
import { MalformedCommand, parseCommand, parseCommands, parseJson } from './upstash-command.ts'
import { encodeOutcome } from './upstash-reply.ts'

/** What a body asks for. A transaction is atomic, a pipeline is not. */
export interface UpstashRequest {
  readonly kind: 'single' | 'pipeline' | 'transaction'
  readonly commands: readonly RedisCommand[]
  readonly asBase64: boolean
}

/** @returns the request, or the answer that refuses it */
export function parseUpstashRequest(request: FrontRequest): UpstashRequest | HttpAnswer {
  try {
    const body = parseJson(request.body)
    const asBase64 = request.headers['upstash-encoding'] === 'base64'
    switch (request.path) {
      case '/':
        return { kind: 'single', commands: [parseCommand(body)], asBase64 }
      case '/pipeline':
        return { kind: 'pipeline', commands: parseCommands(body), asBase64 }
      case '/multi-exec':
        return { kind: 'transaction', commands: parseCommands(body), asBase64 }
      default:
        return jsonAnswer(404, { error: `ERR no such path: ${request.path}` })
    }
  } catch (cause) {
    if (cause instanceof MalformedCommand) return jsonAnswer(400, { error: cause.message })
    throw cause
  }
}

/**
 * 200 with an outcome, or one per command; 400 when a single command fails or a transaction is discarded; 500 when the
 * store cannot be asked.
 */
export async function answerUpstashRequest(request: UpstashRequest, store: RedisStore): Promise<HttpAnswer> {
  try {
    const outcomes = (await runCommands(request, store)).map((outcome) => encodeOutcome(outcome, request.asBase64))
    if (request.kind !== 'single') return jsonAnswer(200, outcomes)
    const outcome = outcomes[0] ?? { result: null }
    return jsonAnswer('error' in outcome ? 400 : 200, outcome)
  } catch (cause) {
    if (!(cause instanceof RedisError)) throw cause
    return jsonAnswer(cause.code === 'reply' ? 400 : 500, { error: cause.message })
  }
}

async function runCommands({ kind, commands }: UpstashRequest, store: RedisStore): Promise<readonly RedisOutcome[]> {
  if (kind === 'transaction') return store.callAtomically(commands)
  const outcomes: RedisOutcome[] = []
  for (const command of commands) outcomes.push(await runCommand(command, store))
  return outcomes
}

async function runCommand(command: RedisCommand, store: RedisStore): Promise<RedisOutcome> {
  try {
    return { result: await store.call(command) }
  } catch (cause) {
    if (cause instanceof RedisError && cause.code === 'reply') return { error: cause.message }
    throw cause
  }
}
