import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SortsOfKeys, makeKeys } from '../testing/make-keys.ts'
import { routesOf } from '../testing/routes-of.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

type Sort = keyof SortsOfKeys
type Statuses = Readonly<Record<Sort, number>>

const SORTS = [
  ...(['none', 'malformed', 'wrongChecksum', 'unknown', 'expired', 'revoked', 'adm', 'admOfOther'] as const),
  ...(['srv', 'cli', 'classic', 'master'] as const),
] satisfies readonly Sort[]
const NOBODY = { none: 401, malformed: 401, wrongChecksum: 401, unknown: 401, expired: 401, revoked: 401 }
/** Under `/api/v1`; `allowed` is what an allowed caller gets, who sends no body and names nothing that exists. */
const managed = (allowed: number): Statuses => ({
  ...NOBODY,
  adm: allowed,
  admOfOther: 404,
  srv: 403,
  cli: 403,
  classic: 403,
  master: allowed,
})
const open = (status: number): Statuses => Object.fromEntries(SORTS.map((sort) => [sort, status])) as Statuses
const classic = (allowed: number): Statuses => ({
  ...NOBODY,
  adm: 403,
  admOfOther: 403,
  srv: 403,
  cli: 403,
  classic: allowed,
  master: 401,
})

const PROJECT = '/api/v1/projects/:project'
const ENVIRONMENT = `${PROJECT}/environments/:environment`

const EXPECTED: Readonly<Record<string, Statuses>> = {
  'GET /': open(200),
  'GET /livez': open(200),
  'GET /readyz': open(200),
  'GET /health': open(200),
  'GET /metrics': open(200),
  'GET /openapi.json': open(200),
  'GET /docs': open(200),
  'GET /docs/start.js': open(200),
  'GET /api/v1/projects': { ...managed(200), admOfOther: 200 },
  'POST /api/v1/projects': { ...managed(400), adm: 403, admOfOther: 403 },
  [`GET ${PROJECT}/environments`]: managed(200),
  [`POST ${PROJECT}/environments`]: managed(400),
  [`GET ${ENVIRONMENT}`]: managed(200),
  [`PATCH ${ENVIRONMENT}`]: managed(400),
  [`GET ${PROJECT}/keys`]: managed(200),
  [`POST ${PROJECT}/keys`]: managed(400),
  [`DELETE ${PROJECT}/keys/:id`]: managed(404),
  [`GET ${ENVIRONMENT}/keys`]: managed(200),
  [`POST ${ENVIRONMENT}/keys`]: managed(400),
  [`DELETE ${ENVIRONMENT}/keys/:id`]: managed(404),
  [`GET ${PROJECT}/flags`]: managed(200),
  [`POST ${PROJECT}/flags`]: managed(400),
  [`GET ${PROJECT}/flags/:flag`]: managed(404),
  [`PATCH ${PROJECT}/flags/:flag`]: managed(428),
  [`DELETE ${PROJECT}/flags/:flag`]: managed(428),
  [`POST ${PROJECT}/flags/:flag/resalt`]: managed(428),
  [`POST ${PROJECT}/flags/:flag/archive`]: managed(428),
  [`POST ${PROJECT}/flags/:flag/restore`]: managed(428),
  [`GET ${PROJECT}/flags/:flag/configurations`]: managed(404),
  [`GET ${PROJECT}/webhooks`]: managed(200),
  [`POST ${PROJECT}/webhooks`]: managed(400),
  [`GET ${PROJECT}/webhooks/:id`]: managed(404),
  [`PATCH ${PROJECT}/webhooks/:id`]: managed(428),
  [`DELETE ${PROJECT}/webhooks/:id`]: managed(428),
  [`POST ${PROJECT}/webhooks/:id/rotate`]: managed(428),
  [`POST ${PROJECT}/webhooks/:id/ping`]: managed(404),
  [`GET ${PROJECT}/webhooks/:id/deliveries`]: managed(404),
  [`POST ${PROJECT}/webhooks/:id/deliveries/:delivery/redeliver`]: managed(404),
  [`GET ${PROJECT}/contexts`]: managed(200),
  [`POST ${PROJECT}/contexts`]: managed(400),
  [`PATCH ${PROJECT}/contexts/:id`]: managed(428),
  [`DELETE ${PROJECT}/contexts/:id`]: managed(428),
  [`GET ${ENVIRONMENT}/flags/:flag/promotion`]: managed(400),
  [`POST ${ENVIRONMENT}/flags/:flag/promote`]: managed(428),
  [`GET ${PROJECT}/comparison`]: managed(400),
  [`GET ${ENVIRONMENT}/segments`]: managed(200),
  [`POST ${ENVIRONMENT}/segments`]: managed(400),
  [`GET ${ENVIRONMENT}/segments/:segment`]: managed(404),
  [`PATCH ${ENVIRONMENT}/segments/:segment`]: managed(428),
  [`DELETE ${ENVIRONMENT}/segments/:segment`]: managed(428),
  [`GET ${ENVIRONMENT}/segments/:segment/uses`]: managed(404),
  [`GET ${ENVIRONMENT}/segments/:segment/ids`]: managed(404),
  [`PUT ${ENVIRONMENT}/segments/:segment/ids`]: managed(428),
  [`GET ${ENVIRONMENT}/flags/:flag`]: managed(404),
  [`PUT ${ENVIRONMENT}/flags/:flag`]: managed(428),
  [`PATCH ${ENVIRONMENT}/flags/:flag`]: managed(428),
  [`POST ${ENVIRONMENT}/flags/:flag/explain`]: managed(400),
  [`POST ${ENVIRONMENT}/flags/:flag/preview`]: managed(400),
  [`POST ${ENVIRONMENT}/attention`]: managed(200),
  [`POST ${ENVIRONMENT}/publish`]: managed(200),
  [`GET ${ENVIRONMENT}/usage`]: managed(200),
  [`GET ${ENVIRONMENT}/propagation`]: managed(200),
  'POST /edge/v1/reports': open(401),
  'GET /edge/v1/rulesets/:environmentId': open(401),
  [`GET ${PROJECT}/audit`]: managed(200),
  [`GET ${ENVIRONMENT}/flags/:flag/versions`]: managed(404),
  [`GET ${ENVIRONMENT}/flags/:flag/versions/:version`]: managed(404),
  [`POST ${ENVIRONMENT}/flags/:flag/restore`]: managed(428),
  'POST /admin/keys/': { ...(open(403) satisfies Statuses), master: 400 },
  'GET /validate/': { ...open(401), classic: 200 },
  'GET /flags/': classic(200),
  'POST /flags/': classic(400),
  'GET /flags/:name': classic(404),
  'PUT /flags/:name': classic(400),
  'DELETE /flags/:name': classic(404),
  'POST /rules/': classic(400),
  'GET /rules/:flag': classic(404),
  'PUT /rules/:flag': classic(400),
  'DELETE /rules/:flag': classic(404),
}

describe('every route with every sort of key', () => {
  let origin: TestOrigin
  let keys: SortsOfKeys
  beforeAll(async () => {
    origin = await startTestOrigin()
    keys = await makeKeys(origin)
  })
  afterAll(() => origin.close())

  it('has a row for every route, and no row without one', () => {
    expect(routesOf(origin.app).toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  })

  it.each(Object.entries(EXPECTED))('%s answers by the table', async (route, expected) => {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replace(':project', 'default').replace(':environment', 'production').replace(/:\w+/, 'nothing')
    const statuses: Partial<Record<Sort, number>> = {}
    for (const sort of SORTS) {
      // Each from an address of its own: failed attempts are limited by address.
      const headers = { 'X-Forwarded-For': `10.0.${SORTS.indexOf(sort)}.${Object.keys(EXPECTED).indexOf(route)}` }
      const key = keys[sort]
      const answer = await origin.call(method, path, key === undefined ? { headers } : { headers, key })
      statuses[sort] = answer.status
      const isText = path === '/metrics' || path.startsWith('/docs')
      expect(answer.json !== undefined || answer.status === 204 || isText).toBe(true)
    }
    expect(statuses).toEqual(expected)
  })

  it('says the same, word for word, to every key that is not good', async () => {
    const texts = new Set<string>()
    for (const sort of ['none', 'malformed', 'wrongChecksum', 'unknown', 'expired', 'revoked'] as const) {
      const { text } = await origin.call('GET', '/api/v1/projects', { key: keys[sort] })
      texts.add(text)
    }
    expect(texts.size).toBe(1)
  })
})
