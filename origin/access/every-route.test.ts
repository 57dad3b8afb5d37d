import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SortsOfKeys, makeKeys } from '../testing/make-keys.ts'
import { SORTS_OF_PEOPLE, type SortOfPerson, makePeople } from '../testing/make-people.ts'
import { routesOf } from '../testing/routes-of.ts'
import { type CallOptions, type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'

import type { Role } from './role.ts'

type Sort = keyof SortsOfKeys | SortOfPerson
type Statuses = Readonly<Record<Sort, number>>

const SORTS = [
  ...(['none', 'malformed', 'wrongChecksum', 'unknown', 'expired', 'revoked', 'adm', 'admOfOther'] as const),
  ...(['srv', 'cli', 'classic', 'master'] as const),
  ...SORTS_OF_PEOPLE,
] satisfies readonly Sort[]
const NOBODY = { none: 401, malformed: 401, wrongChecksum: 401, unknown: 401, expired: 401, revoked: 401 }
type Needs = Role | 'installation'
/** People by what they may do in the project; who runs the installation is an admin everywhere. */
const people = (needs: Needs, allowed: number, refused = 403): Readonly<Record<SortOfPerson, number>> => {
  const ranks: readonly (Needs | 'runner')[] = ['viewer', 'editor', 'approver', 'admin', 'installation']
  const may = (rank: Needs): number => (ranks.indexOf(rank) >= ranks.indexOf(needs) ? allowed : refused)
  return {
    viewer: may('viewer'),
    editor: may('editor'),
    approver: may('approver'),
    admin: may('admin'),
    runner: allowed,
    stranger: needs === 'installation' ? refused : 404,
    signedOut: 401,
  }
}
/** Under `/api/v1`; `allowed` is what an allowed caller gets, who sends no body and names nothing that exists. */
const managed = (allowed: number, needs: Role = 'viewer'): Statuses => ({
  ...NOBODY,
  adm: allowed,
  admOfOther: 404,
  srv: 403,
  cli: 403,
  classic: 403,
  master: allowed,
  ...people(needs, allowed),
})
/** What concerns no project, and takes whoever runs the installation. */
const installation = (allowed: number): Statuses => ({
  ...managed(allowed),
  adm: 403,
  admOfOther: 403,
  ...people('installation', allowed),
})
/** What only somebody who signed in can ask for. */
const personal = (allowed: number): Statuses => ({
  ...installation(403),
  master: 403,
  ...people('viewer', allowed),
  stranger: allowed,
})
const open = (status: number): Statuses => Object.fromEntries(SORTS.map((sort) => [sort, status])) as Statuses
const classic = (allowed: number): Statuses => ({
  ...open(401),
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
  'GET /console/{*address}': open(503),
  'POST /api/v1/session': open(400),
  'DELETE /api/v1/session': personal(204),
  'GET /api/v1/sso': open(200),
  'GET /api/v1/sso/begin': open(404),
  'GET /api/v1/sso/callback': open(404),
  'GET /api/v1/me': { ...managed(200), admOfOther: 200, stranger: 200 },
  'GET /api/v1/me/sessions': personal(200),
  'DELETE /api/v1/me/sessions/:id': personal(404),
  'PUT /api/v1/me/password': personal(400),
  'GET /api/v1/people': installation(200),
  'POST /api/v1/people/:person/disable': installation(404),
  'POST /api/v1/people/:person/enable': installation(404),
  'GET /api/v1/invitations': installation(200),
  'POST /api/v1/invitations': installation(201),
  'DELETE /api/v1/invitations/:id': installation(404),
  'POST /api/v1/invitations/accept': open(400),
  [`GET ${PROJECT}/invitations`]: managed(200, 'admin'),
  [`POST ${PROJECT}/invitations`]: managed(400, 'admin'),
  [`DELETE ${PROJECT}/invitations/:id`]: managed(404, 'admin'),
  [`GET ${PROJECT}/members`]: managed(200),
  [`POST ${PROJECT}/members`]: managed(400, 'admin'),
  [`PATCH ${PROJECT}/members/:person`]: managed(400, 'admin'),
  [`DELETE ${PROJECT}/members/:person`]: managed(404, 'admin'),
  'GET /api/v1/projects': { ...managed(200), admOfOther: 200, stranger: 200 },
  'POST /api/v1/projects': installation(400),
  [`GET ${PROJECT}`]: managed(200),
  [`PATCH ${PROJECT}`]: managed(400, 'admin'),
  'GET /api/v1/installation': installation(200),
  [`GET ${PROJECT}/environments`]: managed(200),
  [`POST ${PROJECT}/environments`]: managed(400, 'admin'),
  [`GET ${ENVIRONMENT}`]: managed(200),
  [`PATCH ${ENVIRONMENT}`]: managed(400, 'admin'),
  [`GET ${PROJECT}/keys`]: managed(200, 'admin'),
  [`POST ${PROJECT}/keys`]: managed(400, 'admin'),
  [`POST ${PROJECT}/keys/:id/rotate`]: managed(400, 'admin'),
  [`POST ${ENVIRONMENT}/keys/:id/rotate`]: managed(400, 'admin'),
  [`DELETE ${PROJECT}/keys/:id`]: managed(404, 'admin'),
  [`GET ${ENVIRONMENT}/keys`]: managed(200, 'admin'),
  [`POST ${ENVIRONMENT}/keys`]: managed(400, 'admin'),
  [`DELETE ${ENVIRONMENT}/keys/:id`]: managed(404, 'admin'),
  [`GET ${PROJECT}/flags`]: managed(200),
  [`POST ${PROJECT}/flags`]: managed(400, 'editor'),
  [`GET ${PROJECT}/flags/:flag`]: managed(404),
  [`POST ${PROJECT}/flags/:flag/archive`]: managed(428, 'editor'),
  [`POST ${PROJECT}/flags/:flag/restore`]: managed(428, 'editor'),
  [`GET ${PROJECT}/flags/:flag/configurations`]: managed(404),
  [`GET ${PROJECT}/flags/:flag/guards`]: managed(404),
  [`GET ${PROJECT}/webhooks`]: managed(200, 'admin'),
  [`POST ${PROJECT}/webhooks`]: managed(400, 'admin'),
  [`GET ${PROJECT}/webhooks/:id`]: managed(404, 'admin'),
  [`PATCH ${PROJECT}/webhooks/:id`]: managed(428, 'admin'),
  [`DELETE ${PROJECT}/webhooks/:id`]: managed(428, 'admin'),
  [`POST ${PROJECT}/webhooks/:id/rotate`]: managed(428, 'admin'),
  [`POST ${PROJECT}/webhooks/:id/ping`]: managed(404, 'admin'),
  [`GET ${PROJECT}/webhooks/:id/deliveries`]: managed(404, 'admin'),
  [`POST ${PROJECT}/webhooks/:id/deliveries/:delivery/redeliver`]: managed(404, 'admin'),
  [`POST ${ENVIRONMENT}/flags/:flag/requests`]: managed(400, 'editor'),
  [`POST ${ENVIRONMENT}/flags/:flag/everywhere/requests`]: managed(400, 'editor'),
  [`POST ${ENVIRONMENT}/segments/:segment/requests`]: managed(400, 'editor'),
  [`POST ${ENVIRONMENT}/groups/:group/requests`]: managed(400, 'editor'),
  [`GET ${ENVIRONMENT}/requests`]: managed(200),
  [`GET ${ENVIRONMENT}/requests/:id`]: managed(404),
  [`PATCH ${ENVIRONMENT}/requests/:id`]: managed(428, 'editor'),
  [`POST ${ENVIRONMENT}/requests/:id/approve`]: managed(428, 'approver'),
  [`POST ${ENVIRONMENT}/requests/:id/reject`]: managed(428, 'approver'),
  [`POST ${ENVIRONMENT}/requests/:id/withdraw`]: managed(428, 'editor'),
  [`POST ${ENVIRONMENT}/requests/:id/apply`]: managed(428, 'editor'),
  [`GET ${PROJECT}/contexts`]: managed(200),
  [`POST ${PROJECT}/contexts`]: managed(400, 'editor'),
  [`PATCH ${PROJECT}/contexts/:id`]: managed(428, 'editor'),
  [`DELETE ${PROJECT}/contexts/:id`]: managed(428, 'editor'),
  [`GET ${ENVIRONMENT}/flags/:flag/promotion`]: managed(400),
  [`POST ${ENVIRONMENT}/flags/:flag/promote`]: managed(428, 'editor'),
  [`GET ${PROJECT}/comparison`]: managed(400),
  [`GET ${ENVIRONMENT}/segments`]: managed(200),
  [`POST ${ENVIRONMENT}/segments`]: managed(400, 'editor'),
  [`GET ${ENVIRONMENT}/segments/:segment`]: managed(404),
  [`PATCH ${ENVIRONMENT}/segments/:segment`]: managed(428, 'editor'),
  [`DELETE ${ENVIRONMENT}/segments/:segment`]: managed(428, 'editor'),
  [`GET ${ENVIRONMENT}/segments/:segment/uses`]: managed(404),
  [`GET ${ENVIRONMENT}/segments/:segment/ids`]: managed(404),
  [`PUT ${ENVIRONMENT}/segments/:segment/ids`]: managed(428, 'editor'),
  [`GET ${PROJECT}/groups`]: managed(200),
  [`POST ${PROJECT}/groups`]: managed(400, 'editor'),
  [`GET ${PROJECT}/groups/:group`]: managed(404),
  [`PATCH ${PROJECT}/groups/:group`]: managed(428, 'editor'),
  [`DELETE ${PROJECT}/groups/:group`]: managed(428, 'editor'),
  [`POST ${PROJECT}/groups/:group/resalt`]: managed(428, 'editor'),
  [`GET ${PROJECT}/groups/:group/uses`]: managed(404),
  [`PATCH ${PROJECT}/flags/:flag`]: managed(428, 'editor'),
  [`DELETE ${PROJECT}/flags/:flag`]: managed(428, 'editor'),
  [`POST ${PROJECT}/flags/:flag/resalt`]: managed(428, 'editor'),
  [`GET ${ENVIRONMENT}/flags/:flag`]: managed(404),
  [`PUT ${ENVIRONMENT}/flags/:flag`]: managed(428, 'editor'),
  [`PATCH ${ENVIRONMENT}/flags/:flag`]: managed(428, 'editor'),
  [`POST ${ENVIRONMENT}/flags/:flag/explain`]: managed(400),
  [`POST ${ENVIRONMENT}/flags/:flag/preview`]: managed(400),
  [`POST ${ENVIRONMENT}/decisions`]: managed(400),
  [`POST ${ENVIRONMENT}/attention`]: managed(200, 'editor'),
  [`POST ${ENVIRONMENT}/publish`]: managed(200, 'editor'),
  [`GET ${ENVIRONMENT}/usage`]: managed(200),
  [`GET ${ENVIRONMENT}/unknown-flags`]: managed(200),
  [`GET ${ENVIRONMENT}/propagation`]: managed(200),
  'POST /edge/v1/reports': open(401),
  'GET /edge/v1/rulesets/:environmentId': open(401),
  [`GET ${PROJECT}/audit`]: managed(200),
  [`GET ${ENVIRONMENT}/flags/:flag/versions`]: managed(404),
  [`GET ${ENVIRONMENT}/flags/:flag/versions/:version`]: managed(404),
  [`POST ${ENVIRONMENT}/flags/:flag/restore`]: managed(428, 'editor'),
  'POST /admin/keys/': { ...open(403), master: 400 },
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

function isPerson(sort: Sort): sort is SortOfPerson {
  return SORTS_OF_PEOPLE.some((one) => one === sort)
}

describe('every route with every sort of key and person', () => {
  let origin: TestOrigin
  let keys: SortsOfKeys
  let sessions: Readonly<Record<SortOfPerson, () => string>>
  const credentialsOf = (sort: Sort, headers: Readonly<Record<string, string>>): CallOptions => {
    if (isPerson(sort)) return { key: null, headers: { ...headers, cookie: sessions[sort]() } }
    const key = keys[sort]
    return key === undefined ? { headers } : { headers, key }
  }
  beforeAll(async () => {
    origin = await startTestOrigin()
    keys = await makeKeys(origin)
    sessions = makePeople(origin)
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
      const address = `10.0.${SORTS.indexOf(sort)}.${Object.keys(EXPECTED).indexOf(route)}`
      const headers = { 'X-Forwarded-For': address, 'Sec-Fetch-Site': 'same-origin' }
      const answer = await origin.call(method, path, credentialsOf(sort, headers))
      statuses[sort] = answer.status
      const isText = path === '/metrics' || path.startsWith('/docs') || path.startsWith('/console')
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
