import type { Router } from 'express'
import type { RulesetIssuer } from './ruleset-issuer.ts'

/** `GET /edge/v1/rulesets/{environmentId}`: for an edge that cannot ask Redis, or does not believe that it is current. */
export function addRulesetRoutes(router: Router, rulesets: RulesetIssuer): void {
  router.get('/rulesets/:environmentId', async (request, response) => {
    const { environmentId } = request.params
    const known = request.get('If-None-Match')
    const newest = rulesets.tag(environmentId)
    // Before anything is built: this is the answer to most who ask again.
    if (known === newest) {
      response.status(304).set('ETag', newest).end()
      return
    }
    const { tag, issued } = await rulesets.issue(environmentId)
    response.set('ETag', tag).json(issued)
  })
}
