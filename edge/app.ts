import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { VerificationKey } from '../shared/contracts/envelope.ts'
import { createAuthenticate } from './access/authenticate.ts'
import { createOpenDoor } from './access/open-door.ts'
import type { RateLimiter } from './access/rate-limiter.ts'
import { answerJson } from './evaluation/answer.ts'
import { createClassic } from './evaluation/classic.ts'
import { flagKeyInPath } from './evaluation/flag-key-in-path.ts'
import { createOfrepBulk } from './evaluation/ofrep-bulk.ts'
import { createOfrepSingle } from './evaluation/ofrep-single.ts'
import { rawPathOf } from './evaluation/raw-path.ts'
import { createReadiness } from './health/readiness.ts'
import { type Log, describeError } from './log.ts'
import { createEnvironments } from './ruleset/environments.ts'
import { createRefusals } from './ruleset/refusals.ts'
import type { RulesetSource } from './ruleset/ruleset-source.ts'
import { watchSource } from './ruleset/watched-source.ts'
import type { Runtime } from './runtime.ts'
import { createPseudonymise } from './usage/pseudonyms.ts'
import { createUsageRecorder } from './usage/recorder.ts'
import type { SpillList } from './usage/spill-list.ts'
import type { UsageQueue } from './usage/usage-queue.ts'

/** All that an edge stands on; what it knows and counts lives in what `createEdge` makes of them, once per isolate. */
export interface EdgeDependencies {
  readonly runtime: Runtime
  readonly log: Log
  readonly source: RulesetSource
  readonly verificationKeys: readonly VerificationKey[]
  readonly queue: UsageQueue
  readonly spill: SpillList
  readonly pseudonymSecret: string
  readonly classicEnvironment: string | undefined
  readonly classicLimiter: RateLimiter | undefined
  readonly guessLimiter: RateLimiter | undefined
}

const OFREP_FLAGS = '/ofrep/v1/evaluate/flags'
const PREFLIGHT_SECONDS = 86_400

/** Builds one isolate's edge. */
export function createEdge(dependencies: EdgeDependencies): Hono {
  const { log } = dependencies
  const { routes, health } = createRoutes(dependencies)
  const app = new Hono({ getPath: (request) => rawPathOf(request.url) })

  app.use('/ofrep/*', createBrowserAccess())
  app.post(OFREP_FLAGS, (c) => routes.bulk(c.req.raw, c.executionCtx))
  app.post(`${OFREP_FLAGS}/*`, (c) => routes.single(c.req.raw, c.executionCtx))
  app.on(['GET', 'POST'], '/evaluate', (c) => routes.classic(c.req.raw, c.executionCtx))
  app.get('/livez', () => answerJson(200, { status: 'ok' }))
  app.get('/readyz', health.ready)
  app.get('/health', health.health)

  app.notFound((c) => answerJson(404, { ...keyOf(c.req.raw), errorCode: 'GENERAL', errorDetails: 'no such route' }))
  app.onError((cause, c) => {
    log({ level: 'error', event: 'request_failed', ...describeError(cause) })
    return answerJson(500, { ...keyOf(c.req.raw), errorCode: 'GENERAL', errorDetails: 'the evaluation failed' })
  })
  return app
}

function createRoutes(dependencies: EdgeDependencies) {
  const { runtime, log, verificationKeys: keys, classicEnvironment, classicLimiter, guessLimiter } = dependencies
  const refusals = createRefusals(log)
  const source = watchSource(dependencies.source, runtime)
  const environments = createEnvironments({ source, keys, runtime, refusals })
  const usage = createUsageRecorder({ ...dependencies, pseudonymise: createPseudonymise(dependencies.pseudonymSecret) })
  const authenticate = createAuthenticate({ environments, runtime, guessLimiter })
  const openDoor = createOpenDoor({ authenticate, environments, classicEnvironment, classicLimiter })
  const evaluation = { authenticate, environments, usage, runtime }
  return {
    routes: {
      single: createOfrepSingle(evaluation),
      bulk: createOfrepBulk(evaluation),
      classic: createClassic({ ...evaluation, authenticate: openDoor }),
    },
    health: createReadiness({ source, usage, refusals, classicEnvironment }),
  }
}

/** Any page may ask: what it may see is the key's affair. Only browsers send an `Origin`; nobody else pays for this. */
function createBrowserAccess(): MiddlewareHandler {
  const allow = cors({
    origin: '*',
    allowMethods: ['POST', 'OPTIONS'],
    allowHeaders: ['content-type', 'authorization', 'x-api-key', 'if-none-match', 'last-event-id'],
    exposeHeaders: ['ETag', 'Retry-After', 'x-togglemaster-version', 'x-togglemaster-age-ms'],
    maxAge: PREFLIGHT_SECONDS,
  })
  return (c, next) => (c.req.header('origin') === undefined ? next() : allow(c, next))
}

/** OFREP's clients understand an error about one flag only if it names the flag. */
function keyOf(request: Request): { readonly key?: string } {
  const key = flagKeyInPath(request.url)
  return key === undefined ? {} : { key }
}
