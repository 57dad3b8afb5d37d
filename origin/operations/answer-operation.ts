import type { Request, Response } from 'express'
import type { ParseResult } from '../../shared/contracts/parse-result.ts'
import { type Principal, actorOf } from '../access/principal.ts'
import type { Author, ChangeWay } from '../changes/author.ts'
import { invalidInput, parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { optionalPrecondition, requiredPrecondition } from '../http/if-match.ts'
import { CsvBody } from '../http/read-csv.ts'
import { traceOfRequest } from '../http/request-trace.ts'
import { bodyOf } from '../http/read-json.ts'
import { type Once, openOnce } from '../idempotency/once.ts'
import { visitOf } from '../sessions/visit.ts'
import { openScope } from './open-scope.ts'
import type { AnyCall, Operation, Reply } from './operation.ts'
import { readReason } from './read-reason.ts'
import { parseQuery } from './parse-query.ts'
import { sendReply } from './send-reply.ts'

export interface Setting {
  readonly context: ApiContext
  readonly operation: Operation
  /** What the names in the operation's path stand for. */
  readonly params: Readonly<Record<string, string>>
}

/** Answers a call whose caller is known and whose body was read. */
export async function answerOperation(request: Request, response: Response, setting: Setting): Promise<void> {
  const call = readCall(request, response, setting)
  sendReply(request, response, { operation: setting.operation, reply: await answer(request, call, setting) })
}

/** People sign in to the console alone; what runs by itself has a key. */
function wayOf({ type }: Principal): ChangeWay {
  return type === 'person' ? 'console' : 'api'
}

/** In this order: what the path names, whether the caller may, then everything the caller gave. */
function readCall(request: Request, response: Response, { context, operation, params }: Setting): AnyCall {
  const principal = principalOf(response)
  const { reason, query: parameters } = readReason(operation, request.query)
  const author: Author = {
    actor: actorOf(principal),
    address: request.ip ?? null,
    way: wayOf(principal),
    reason,
    trace: traceOfRequest(request),
  }
  const scope = openScope(context.database, principal, operation, params)
  const query = parseQuery(operation.query, parameters)
  return {
    params,
    scope,
    principal,
    // Few ask for it, and it reads cookies and addresses.
    get visit() {
      return visitOf(request)
    },
    query,
    precondition: preconditionOf(request, operation),
    body: readBody(request, operation, query),
    author,
    commit: (make) => context.commit(author, make),
  }
}

/** A creation with an `Idempotency-Key` is made once, however often it is sent. */
async function answer(request: Request, call: AnyCall, setting: Setting): Promise<Reply<unknown> | undefined> {
  const once = onceOf(request, call, setting)
  if (once === undefined) return setting.operation.handle(call)
  if (once.answered !== undefined) return once.answered
  const reply = await setting.operation.handle({
    ...call,
    commit: (make) =>
      call.commit((change) => {
        once.take(change)
        return make(change)
      }),
  })
  if (reply !== undefined) once.keep(reply)
  return reply
}

function onceOf(request: Request, call: AnyCall, { context, operation }: Setting): Once | undefined {
  const key = request.get('Idempotency-Key')
  if (key === undefined || operation.status !== 201) return undefined
  return openOnce(context.database, {
    actor: actorOf(call.principal),
    key,
    asked: [operation.id, call.params, call.body],
    nowMs: context.clock(),
    isSecret: operation.isSecret === true,
  })
}

function preconditionOf(request: Request, { ifMatch }: Operation): AnyCall['precondition'] {
  if (ifMatch === 'required') return requiredPrecondition(request)
  return (ifMatch === 'optional' ? optionalPrecondition(request) : undefined) ?? 'any'
}

function readBody(request: Request, { body, isBodyOptional, csv }: Operation, query: unknown): unknown {
  if (body === undefined) return undefined
  const sent: unknown = request.body
  if (csv !== undefined && sent instanceof CsvBody) return parseInput(body, valueOf(csv(sent, query)))
  return parseInput(body, isBodyOptional ? (request.body ?? {}) : bodyOf(request))
}

function valueOf<T>(result: ParseResult<T>): T {
  if (!result.ok) throw invalidInput(result.problems)
  return result.value
}
