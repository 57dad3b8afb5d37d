import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { createAuthenticator } from './access/authenticator.ts'
import { createEdgeAuthenticator } from './access/edge-authenticator.ts'
import { createIdentify } from './access/identify.ts'
import type { AttentionBook } from './attention/attention-book.ts'
import type { AuditChain } from './audit/audit-chain.ts'
import { createCommitChange } from './changes/commit-change.ts'
import { createClassicFlagRouter } from './classic/classic-flag-routes.ts'
import { createClassicKeyRouter, createClassicValidateRouter } from './classic/classic-key-routes.ts'
import { createClassicRuleRouter } from './classic/classic-rule-routes.ts'
import type { Database } from './db/open-database.ts'
import { addDocumentationRoutes } from './documentation/documentation-routes.ts'
import { API_PATH } from './documentation/openapi-document.ts'
import type { RulesetIssuer } from './edges/ruleset-issuer.ts'
import { addHealthRoutes } from './health/health-routes.ts'
import type { ApiContext } from './http/api-context.ts'
import { createApiRouter } from './http/api-router.ts'
import { createEdgeRouter } from './http/edge-router.ts'
import { createErrorHandler, refuseUnknownRoute } from './http/error-handler.ts'
import type { OriginMetrics } from './http/metrics.ts'
import { problemDialect } from './http/problem-dialect.ts'
import { logRequests } from './http/request-log.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { warnOfProxy } from './http/warn-of-proxy.ts'
import { type RandomBytes, drawId } from './identities/draw-id.ts'
import type { KeyUseBook } from './access/key-use-book.ts'
import type { UnknownFlagReader } from './insights/read-unknown-flags.ts'
import type { UsageReader } from './insights/read-usage.ts'
import { watchUsageReads } from './insights/watch-usage-reads.ts'
import { apiOperations } from './operations/api-operations.ts'
import type { ReportBook } from './propagation/report-book.ts'
import type { Publisher } from './publishing/publisher.ts'
import { addConsoleRoutes } from './serving/console-routes.ts'
import { createIdentifyCaller } from './sessions/identify-caller.ts'
import { createSessionAuthenticator } from './sessions/session-authenticator.ts'
import type { SsoSettings } from './sso/sso-settings.ts'

export interface OriginDependencies {
  readonly database: Database
  readonly publisher: Pick<Publisher, 'notify' | 'settled' | 'servedFlags' | 'status'>
  readonly attention: Pick<AttentionBook, 'raise'>
  readonly keyUses: KeyUseBook
  readonly usage: UsageReader
  readonly unknownFlags: UnknownFlagReader
  readonly rulesets: RulesetIssuer
  readonly reports: Pick<ReportBook, 'accept' | 'flush'>
  readonly clock: () => number
  readonly auditChain: AuditChain
  readonly randomBytes: RandomBytes
  readonly logger: Logger
  readonly metrics: OriginMetrics
  /** Where applications find the edge; shown in the console's snippets. */
  readonly edgeUrl: string | undefined
  /** Where the built console lies; where `npm run build:console` puts it unless said otherwise. */
  readonly consoleFolder?: string | undefined
  readonly masterKey: string
  /** What edges show; without it nobody is let in at `/edge/v1`. */
  readonly edgeToken: string | undefined
  /** Proxies in front whose `X-Forwarded-For` is believed; 0 for none. */
  readonly trustedProxies: number
  /** `undefined` where single sign-on is off. */
  readonly sso: SsoSettings | undefined
  /** Of one caller of the management API. */
  readonly requestsPerMinute: number
}

/** The control plane as an Express app; it neither listens nor starts anything. */
export function createOrigin(dependencies: OriginDependencies): Express {
  const { database, clock, publisher, metrics } = dependencies
  const context: ApiContext = {
    database,
    clock,
    commit: createCommitChange(dependencies),
    drawId: () => drawId(dependencies.randomBytes),
  }
  const identify = createIdentify(createAuthenticator(dependencies))
  const identifyCaller = createIdentifyCaller(identify, createSessionAuthenticator(dependencies))

  const { logger, trustedProxies } = dependencies
  const usage = watchUsageReads(dependencies.usage)
  const app = createApp(trustedProxies)
  app.use(setSecurityHeaders(), metrics.countRequests, logRequests(logger))
  if (trustedProxies === 0) app.use(warnOfProxy(logger))
  const operations = apiOperations(context, { ...dependencies, usage, publisherStatus: publisher.status })
  const { requestsPerMinute } = dependencies
  app.use(API_PATH, createApiRouter(context, { identify: identifyCaller, requestsPerMinute, operations }))
  addHealthRoutes(app, { database, publisher, usage, registry: metrics.registry })
  addDocumentationRoutes(app, operations)
  addConsoleRoutes(app, { edgeUrl: dependencies.edgeUrl, folder: dependencies.consoleFolder })
  const identifyEdge = createIdentify(createEdgeAuthenticator(dependencies.edgeToken))
  app.use('/edge/v1', createEdgeRouter(identifyEdge, dependencies))
  app.use('/admin/keys', createClassicKeyRouter(context, identify))
  app.use('/validate', createClassicValidateRouter(identify))
  app.use('/flags', createClassicFlagRouter(context, identify))
  app.use('/rules', createClassicRuleRouter(context, identify))
  app.get('/', (_request, response) => {
    response.json({
      name: 'ToggleMaster origin',
      api: API_PATH,
      document: '/openapi.json',
      docs: '/docs',
      console: '/console',
      ready: '/readyz',
    })
  })
  app.use(refuseUnknownRoute, createErrorHandler(problemDialect))
  return app
}

/** ETags are ours and strong; a query parameter is a text or a list of texts, never an object. */
function createApp(trustedProxies: number): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('strict routing')
  app.enable('case sensitive routing')
  app.set('query parser', 'simple')
  app.set('trust proxy', trustedProxies)
  return app
}
