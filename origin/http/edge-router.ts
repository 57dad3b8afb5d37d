import { type Router, Router as createRouter } from 'express'
import type { Identify } from '../access/identify.ts'
import { addRulesetRoutes } from '../edges/ruleset-routes.ts'
import type { RulesetIssuer } from '../edges/ruleset-issuer.ts'
import { addReportRoutes } from '../propagation/report-routes.ts'
import type { ReportBook } from '../propagation/report-book.ts'
import { createErrorHandler, refuseUnknownRoute } from './error-handler.ts'
import { problemDialect } from './problem-dialect.ts'

export interface EdgeRouterParts {
  readonly rulesets: RulesetIssuer
  readonly reports: Pick<ReportBook, 'accept'>
}

/** What edges ask of the origin. Nobody else may, whatever key they have. */
export function createEdgeRouter(identifyEdge: Identify<'edge'>, { rulesets, reports }: EdgeRouterParts): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.use(async (request, response, next) => {
    await identifyEdge(request, response)
    response.set('Cache-Control', 'no-store')
    next()
  })
  addRulesetRoutes(router, rulesets)
  addReportRoutes(router, reports)
  return router.use(refuseUnknownRoute, createErrorHandler(problemDialect))
}
