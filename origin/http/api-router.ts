import { type Router, Router as createRouter } from 'express'
import type { Identify } from '../access/identify.ts'
import { addKeyRoutes } from '../access/key-routes.ts'
import { requireManager } from '../access/require-manager.ts'
import { type AttentionRouteParts, addAttentionRoutes } from '../attention/attention-routes.ts'
import { addAuditRoutes } from '../audit/audit-routes.ts'
import { addExplainRoutes } from '../explaining/explain-routes.ts'
import { addFlagRoutes } from '../flags/flag-routes.ts'
import type { UsageReader } from '../insights/read-usage.ts'
import { addUsageRoutes } from '../insights/usage-routes.ts'
import { addEnvironmentRoutes } from '../projects/environment-routes.ts'
import { addProjectRoutes } from '../projects/project-routes.ts'
import { addConfigurationRoutes } from '../targeting/configuration-routes.ts'
import type { ApiContext } from './api-context.ts'
import { createErrorHandler, refuseUnknownRoute } from './error-handler.ts'
import { problemDialect } from './problem-dialect.ts'
import { readJson } from './read-json.ts'

/** What single routes need beside the context of all. */
export interface ApiParts extends AttentionRouteParts {
  readonly usage: UsageReader
}

/**
 * `/api/v1`. Authentication stands inside, in front of every route, so that the path which decides is the one that the
 * router itself matched; a body is only read of somebody who is known.
 */
export function createApiRouter(context: ApiContext, identify: Identify, parts: ApiParts): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache')
    next()
  })
  router.use(requireManager(identify), ...readJson({ anyMediaType: false }))
  addProjectRoutes(router, context)
  addEnvironmentRoutes(router, context)
  addKeyRoutes(router, context)
  addFlagRoutes(router, context)
  addConfigurationRoutes(router, context)
  addExplainRoutes(router, context)
  addUsageRoutes(router, context, parts.usage)
  addAttentionRoutes(router, context, parts)
  addAuditRoutes(router, context)
  return router.use(refuseUnknownRoute, createErrorHandler(problemDialect))
}
