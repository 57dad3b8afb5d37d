import { type ExecutionContext, Hono } from 'hono'
import { createBrowserAccess } from './browser-access.ts'
import { answerJson } from './evaluation/answer.ts'
import { flagKeyInPath } from './evaluation/flag-key-in-path.ts'
import { rawPathOf } from './evaluation/raw-path.ts'
import { type EdgeDependencies, type Isolate, type Route, createIsolate } from './isolate.ts'
import { type Log, describeError } from './log.ts'
import type { Lifetime } from './runtime.ts'

export type Edge = (request: Request, lifetime: Lifetime) => Response | Promise<Response>

const OFREP_FLAGS = '/ofrep/v1/evaluate/flags'

/**
 * Builds one isolate's edge. Only browsers send an `Origin`, and nobody else pays for what they need; a router in front
 * of the two calls that nearly all others make would cost as much as deciding does.
 */
export function createEdge(dependencies: EdgeDependencies): Edge {
  const { log } = dependencies
  const isolate = createIsolate(dependencies)
  const direct = mount(createApp(log), isolate)
  const forBrowsers = mountOfrep(mount(createApp(log).use('/ofrep/*', createBrowserAccess()), isolate), isolate)
  return (request, lifetime) => {
    const isOfBrowser = request.headers.has('origin')
    const ofrep = isOfBrowser ? undefined : ofrepRoute(request, isolate)
    if (ofrep !== undefined) return ofrep(request, lifetime).catch((cause) => answerFailure(cause, request, log))
    return (isOfBrowser ? forBrowsers : direct).fetch(request, undefined, lifetime as ExecutionContext)
  }
}

function mount(app: Hono, isolate: Isolate): Hono {
  return app
    .on(['GET', 'POST'], '/evaluate', (c) => isolate.classic(c.req.raw, c.executionCtx))
    .get('/livez', () => answerJson(200, { status: 'ok' }))
    .get('/readyz', isolate.ready)
    .get('/health', isolate.health)
}

function mountOfrep(app: Hono, isolate: Isolate): Hono {
  return app
    .post(OFREP_FLAGS, (c) => isolate.bulk(c.req.raw, c.executionCtx))
    .post(`${OFREP_FLAGS}/*`, (c) => isolate.single(c.req.raw, c.executionCtx))
}

/** What `mountOfrep` says, without a router. */
function ofrepRoute({ method, url }: Request, { bulk, single }: Isolate): Route | undefined {
  if (method !== 'POST') return undefined
  const path = rawPathOf(url)
  if (path === OFREP_FLAGS) return bulk
  return path.startsWith(`${OFREP_FLAGS}/`) ? single : undefined
}

function createApp(log: Log): Hono {
  return new Hono({ getPath: (request) => rawPathOf(request.url) })
    .notFound((c) => answerJson(404, { ...keyOf(c.req.raw), errorCode: 'GENERAL', errorDetails: 'no such route' }))
    .onError((cause, c) => answerFailure(cause, c.req.raw, log))
}

function answerFailure(cause: unknown, request: Request, log: Log): Response {
  log({ level: 'error', event: 'request_failed', ...describeError(cause) })
  return answerJson(500, { ...keyOf(request), errorCode: 'GENERAL', errorDetails: 'the evaluation failed' })
}

/** OFREP's clients understand an error about one flag only if it names the flag. */
function keyOf(request: Request): { readonly key?: string } {
  const key = flagKeyInPath(request.url)
  return key === undefined ? {} : { key }
}
